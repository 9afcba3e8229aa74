"""Penunjukan: whose officer a person is, where they serve and since when, and the confirmation of what was imported."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_tables2 import RequestConfig

from accounts.models import Role, User
from cakupan.pages import is_ours, render_page_or_fragment
from projects.appointing import appoint, link_officer
from projects.filters import AppointmentFilter
from projects.form_page import administrator, form_methods, form_page, posted
from projects.forms import AppointmentForm, ChosenForm, OfficerForm
from projects.models import Appointment
from projects.tables import PER_PAGE, AppointmentTable


@form_methods
def user_officer(request, pk):
    """As which PPK contracts name this person."""
    user = get_object_or_404(User.objects.visible_to(request.user).filter(role=Role.PPK), pk=pk)
    form = OfficerForm(posted(request), person=user)
    if request.method == "POST" and link_officer(form):
        messages.success(request, "Perubahan disimpan.")
        return redirect("user_detail", pk)
    return form_page(request, form, f"{user} sebagai PPK", "user_detail", pk)


@form_methods
def appointment_add(request, pk):
    """A new appointment of a person who is a PPK; whoever enters it confirms it."""
    user = get_object_or_404(User.objects.visible_to(request.user).exclude(officer=None), pk=pk)
    form = AppointmentForm(posted(request), instance=Appointment(officer=user.officer))
    if request.method == "POST" and appoint(form, by=request.user, now=timezone.localtime()):
        messages.success(request, f"Penunjukan di {form.instance.agency} disimpan dan disahkan.")
        return redirect("user_detail", pk)
    return form_page(request, form, f"Penunjukan {user}", "user_detail", pk)


@form_methods
def appointment_change(request, pk):
    """The days and the kind of one appointment; filling in its last day ends it."""
    found = get_object_or_404(Appointment.objects.visible_to(request.user).select_related("officer", "agency"), pk=pk)
    form = AppointmentForm(posted(request), instance=found)
    back = ("user_detail", found.officer.user_id) if found.officer.user_id else ("appointment_list",)
    if request.method == "POST" and appoint(form):
        messages.success(request, "Perubahan disimpan.")
        return redirect(*back)
    return form_page(request, form, str(found), *back)


@require_safe
@administrator
def appointment_list(request):
    """Every appointment, those that wait for a confirmation first."""
    everything = Appointment.objects.visible_to(request.user).select_related("officer__user", "agency", "confirmed_by")
    found = AppointmentFilter(request.GET, everything)
    table = AppointmentTable(found.qs, day=timezone.localdate())
    RequestConfig(request, paginate={"per_page": PER_PAGE}).configure(table)
    context = {"filter": found, "table": table, "waiting": everything.waiting().count()}
    return render_page_or_fragment(request, "projects/appointment_list", context)


@require_POST
@administrator
def appointment_confirm(request):
    """Confirm the chosen appointments, or take their confirmation back; what stands so already is left alone."""
    form = ChosenForm(request.POST)
    chosen = Appointment.objects.visible_to(request.user).filter(pk__in=form.chosen())
    if form.withdraws():
        messages.success(request, f"Pengesahan {chosen.withdraw()} penunjukan dicabut.")
    else:
        count = chosen.confirm(request.user, timezone.localtime())
        messages.success(request, f"{count} penunjukan disahkan.")
    back = request.POST.get("kembali", "")
    return redirect(back if is_ours(back) else "appointment_list")
