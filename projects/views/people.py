"""Pengguna: the people who sign in, for the administrator."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_tables2 import RequestConfig

from accounts import second_factor
from accounts.administering import end_sessions, save_person
from accounts.forms import ReasonForm, UserForm
from accounts.links import make_link
from accounts.models import User
from cakupan.pages import render_page_or_fragment
from projects.filters import UserFilter
from projects.form_page import administrator, form_methods, form_page, link_page, posted
from projects.models import Appointment
from projects.people import person_on
from projects.tables import PER_PAGE, UserTable


@require_safe
@administrator
def user_list(request):
    """Everybody who may sign in, narrowed and sorted as they are asked for."""
    day = timezone.localdate()
    everybody = User.objects.visible_to(request.user)
    found = UserFilter(request.GET, everybody, day=day)
    table = UserTable(found.qs.prefetch_related(Appointment.objects.held_on(day)), day=day)
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {"filter": found, "table": table, "known": everybody.count()}
    context["waiting"] = Appointment.objects.visible_to(request.user).waiting().count()
    return render_page_or_fragment(request, "projects/user_list", context)


@require_safe
def user_detail(request, pk):
    """One person: who they are, where they serve, and what was changed about them."""
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    context = {"person": person_on(timezone.localdate(), user)}
    return render(request, "projects/user_detail.html", context)


@form_methods
@administrator
def user_add(request):
    """The form for a new person; once saved, their page."""
    form = UserForm(posted(request), by=request.user)
    if request.method == "POST" and save_person(form):
        messages.success(request, f"{form.instance} ditambahkan. Buatlah tautan sekali pakai supaya ia dapat masuk.")
        return redirect("user_detail", form.instance.pk)
    return form_page(request, form, "Pengguna baru", "user_list")


@form_methods
def user_change(request, pk):
    """The form of a person."""
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = UserForm(posted(request), by=request.user, instance=user)
    if request.method == "POST" and save_person(form):
        messages.success(request, "Perubahan disimpan.")
        return redirect("user_detail", pk)
    return form_page(request, form, f"Ubah {form.initial['name']}", "user_detail", pk)


@require_POST
@never_cache
def user_link(request, pk):
    """A one-time link for a person who may sign in, shown once; older links end."""
    active = User.objects.visible_to(request.user).filter(is_active=True)
    user = get_object_or_404(active, pk=pk)
    path, until = make_link(user, timezone.localtime())
    return link_page(request, user, request.build_absolute_uri(path), until)


@require_POST
def user_sessions(request, pk):
    """End every session of a person; with their password or a link they come in again."""
    user = get_object_or_404(User.objects.visible_to(request.user).exclude(pk=request.user.pk), pk=pk)
    end_sessions(user, timezone.localtime())
    messages.success(request, f"Semua sesi {user} diakhiri.")
    return redirect("user_detail", pk)


@form_methods
def user_factor(request, pk):
    """Take a person's second factor away, with a reason; they set up another at their next sign-in."""
    others = User.objects.visible_to(request.user).exclude(pk=request.user.pk).exclude(second_factor_at=None)
    user = get_object_or_404(others, pk=pk)
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        second_factor.reset(user, form.cleaned_data["reason"], timezone.localtime())
        messages.success(request, f"Verifikasi dua langkah {user} disetel ulang, dan semua sesinya diakhiri.")
        return redirect("user_detail", pk)
    more = {
        "submit": "Setel ulang",
        "about": "Aplikasi dan kode cadangannya tidak berlaku lagi; semua sesinya berakhir.",
    }
    return form_page(request, form, f"Setel ulang verifikasi {user}", "user_detail", pk, **more)
