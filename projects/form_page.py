"""What answers a POST of this room: a form with what is wrong in it (422), or a link that is shown once."""

from django.shortcuts import render, resolve_url
from django.views.decorators.http import require_http_methods

from accounts.models import Role
from accounts.permissions import for_roles

administrator = for_roles(Role.ADMINISTRATOR)
form_methods = require_http_methods(["GET", "HEAD", "POST"])


def posted(request):
    """What a form is bound to: the fields of a POST, None before."""
    return request.POST if request.method == "POST" else None


def form_page(request, form, title, *back, **more):
    """The page of `form` under `title`; `back` is where "Batal" leads, as `redirect` takes it.

    `more` may say `submit` (the word on the button) and `about` (a sentence under the title).
    """
    context = {"form": form, "title": title, "back": resolve_url(*back), "submit": "Simpan"} | more
    return render(request, "projects/form.html", context, status=422 if form.errors else 200)


def link_page(request, user, link, until):
    """The page that shows a one-time link, in the answer to the POST that made it and nowhere else."""
    return render(request, "projects/user_link.html", {"person": user, "link": link, "until": until})
