"""People and appointments in the words of the pages."""

from django.template.loader import render_to_string
from django.utils.timezone import template_localtime

from cakupan import numbers


def status(tone, icon, word, note=""):
    """How something stands, as icon, word and colour."""
    said = {"tone": tone, "icon": icon, "word": word, "note": note, "note_tone": "quiet"}
    return render_to_string("parts/_status.html", {"status": said})


def day_of(moment):
    """The day of a moment in WIB."""
    return template_localtime(moment).date()


def kind_of(appointment):
    """As what an officer serves: themselves, or acting for somebody."""
    return "Plt./Plh." if appointment.acting else "definitif"


def days_of(appointment):
    """The days of an appointment in words, open edges included."""
    begins = numbers.short_day(appointment.starts_on) if appointment.starts_on else "sejak dahulu"
    if appointment.ends_on:
        return f"{begins} sampai {numbers.short_day(appointment.ends_on)}"
    return begins if appointment.starts_on is None else f"sejak {begins}"


def confirmation(appointment, day):
    """Whether an appointment opens contracts on `day`, and by whose confirmation."""
    if appointment.confirmed_at is None:
        return status("warn", "clock", "Belum disahkan", "belum membuka kontrak")
    by = f"oleh {appointment.confirmed_by}, {numbers.short_day(day_of(appointment.confirmed_at))}"
    if appointment.holds(day):
        return status("good", "circle-check", "Disahkan", by)
    return status("quiet", "circle-off", "Disahkan, tidak hari ini", by)
