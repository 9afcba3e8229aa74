"""Whose officer somebody is and where they serve: acts that touch several rows, one transaction each."""

from accounts.models import User
from projects.models import Appointment, Officer
from projects.turns import by_hand


@by_hand()
def link_officer(form):
    """Make the person of a valid OfficerForm the officer that it names, and nobody else's; whether it was valid.

    The person and the officers are held meanwhile: one officer is one person, one person one officer.
    """
    list(User.objects.filter(pk=form.person.pk).held())
    list(Officer.objects.select_for_update().order_by("pk"))
    if not form.is_valid():
        return False
    chosen = form.cleaned_data["officer"] or _new(form.cleaned_data["new_name"])
    for officer in Officer.objects.filter(user=form.person).exclude(pk=chosen and chosen.pk):
        officer.user = None
        officer.save(update_fields=["user"])
    if chosen and chosen.user_id != form.person.pk:
        chosen.user = form.person
        chosen.save(update_fields=["user"])
    return True


def _new(name):
    return Officer.objects.create(name=name) if name else None


@by_hand()
def appoint(form, by=None, now=None):
    """Save the appointment of an AppointmentForm where it is valid; whether it was. With `by` it is confirmed at once.

    The officer is held meanwhile, so that two appointments of theirs do not overlap.
    """
    list(Officer.objects.filter(pk=form.instance.officer_id).select_for_update())
    if form.instance.pk:
        Appointment.objects.select_for_update().get(pk=form.instance.pk)
        form.instance.refresh_from_db(fields=["starts_on", "ends_on", "acting", "confirmed_by", "confirmed_at"])
    if not form.is_valid() or not form.is_current():
        return False
    if by:
        form.instance.confirmed_by, form.instance.confirmed_at = by, now
    form.save()
    return True
