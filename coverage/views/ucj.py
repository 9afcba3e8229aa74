"""UCJ statements: what the branch said of each month, and the form for the next one."""

from django.contrib import messages
from django.urls import reverse
from django.utils import timezone

from cakupan.pages import render_form, see_other
from coverage.forms.ucj import UCJForm
from coverage.models import UCJStatement
from coverage.stating import state
from coverage.views.changing import sent_or_asked, typed
from coverage.views.rights import branch_only


@sent_or_asked
@branch_only
def ucj_statements(request):
    """State UCJ for a month, or correct what was stated; all months below, the newest first."""
    stated = UCJStatement.objects.order_by("-month")
    usual = {"oleh": request.user.name}
    if newest := stated.first():
        usual |= {"bekerja": newest.employed, "tahun_bekerja": newest.employed_year}
    form = UCJForm(typed(request), initial=usual, today=timezone.localdate())
    if request.method == "POST":
        statement, known = state(form)
        if statement:
            messages.success(request, f"{statement} {'dibetulkan' if known else 'dinyatakan'}.")
            return see_other(reverse("ucj_statements"))
    return render_form(request, "coverage/ucj", {"form": form, "stated": stated})
