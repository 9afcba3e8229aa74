"""Aturan: tariff, clocks, who counts, protection, measures, findings and targets, each with its source."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cakupan.pages import as_of
from coverage import rulebook
from coverage.catalogue import FINDINGS
from coverage.examples import contribution_example, deadline_example
from coverage.forms import ContributionForm, DeadlineForm
from coverage.models import Finding, Target, TariffSlice, WageRate
from coverage.passports import MEASURES, UCJ, finding_passport
from coverage.passports_of_contract import example_passport
from coverage.rules.tariff import rates_on

USUAL_CONTRACT = {"nilai": "111.000.000", "ppn": "11"}


@require_safe
def rule_catalogue(request):
    """Every rule with its text, source and setting in force on a day, and how many contracts of the reader it finds."""
    day = as_of(request)
    counts = Finding.objects.visible_to(request.user).on(day).counts()
    slices, slices_until = _in_force(day, TariffSlice.objects.all())
    price = ContributionForm(request.GET if "nilai" in request.GET else USUAL_CONTRACT)
    signed = DeadlineForm(request.GET if "kontrak" in request.GET else {"kontrak": day.isoformat()})
    context = {
        "slices": slices,
        "slices_until": slices_until,
        "wages": _in_force(day, WageRate.objects.all()),
        "price_form": price,
        **_worked_out(price, slices, day),
        "deadline_form": signed,
        "deadline": deadline_example(signed.cleaned_data["kontrak"]) if signed.is_valid() else None,
        "rules": rulebook,
        "measures": {**MEASURES, "ucj": UCJ},
        "findings": _findings(counts, day),
        "targets": Target.objects.all(),
    }
    return render(request, "coverage/rule_catalogue.html", context)


def _in_force(day, rates):
    """The rates of `day` and their last day; none where no rate holds, which the page says instead of Rp 0."""
    rates = list(rates)
    newer = min((one.valid_from for one in rates if one.valid_from > day), default=None)
    try:
        return rates_on(day, rates), newer and newer - timedelta(days=1)
    except LookupError:
        return (), None


def _worked_out(price, slices, day):
    """The contribution of the price that was typed, and the passport of its numbers; nothing where there is no rate."""
    if not (price.is_valid() and slices):
        return {}
    owed = contribution_example(*price.cleaned_data.values(), slices)
    return {"owed": owed, "owed_passport": example_passport(owed, slices, day, timezone.localtime())}


def _findings(counts, day):
    """Each finding with its count and the passport of that count."""
    now = timezone.localtime()
    lines = ((finding, counts.get(finding.code, 0)) for finding in FINDINGS)
    return [(one, number, finding_passport(one, number, day, now, slug=one.anchor)) for one, number in lines]
