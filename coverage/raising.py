"""Contributions that amendments made higher and that nobody has raised: what waits for the PPK of each contract."""

from dataclasses import dataclass
from itertools import groupby

from coverage.contributions import Sheet, reckon
from coverage.models import ContractStanding, Instalment, TariffSlice
from coverage.passports import Passport
from coverage.passports_of_contract import difference_passport
from coverage.rules.spans import amendment_order
from coverage.rules.tariff import rates_on
from coverage.wages import path_of, rate_facts, wage_facts
from projects.models import Amendment, Contract


@dataclass(frozen=True)
class Unraised:
    """A contract, and its reckoning with what its instalments lack (`unraised`)."""

    contract: ContractStanding
    sheet: Sheet
    passport: Passport


def unraised_on(duties, day, computed_at):
    """The Unraised among the `duties` (querysets.duties.duties_of) whose first instalment is paid and that have not ended,
    reckoned as their pages reckon it; in four queries, none where nothing became dearer.
    """
    contracts = [one for one in duties if one.dearer and one.paid_on and one.paid_on <= day <= one.last_day]
    if not contracts:
        return
    ids = [one.pk for one in contracts]
    facts = Contract.objects.annotate(wage_facts=wage_facts(), rate_facts=rate_facts()).in_bulk(ids)
    amendments = _by_contract(Amendment.objects.filter(contract__in=ids))
    instalments = _by_contract(Instalment.objects.filter(contract__in=ids).order_by("number"))
    slices = list(TariffSlice.objects.all())
    for contract in contracts:
        ordered = sorted(amendments[contract.pk], key=lambda one: amendment_order(one.signed_on, one.number))
        try:
            rates = rates_on(contract.signed_on, slices)
        except LookupError:
            continue  # no rate held that day: the page reckons nothing either
        contract.wage_facts, contract.rate_facts = facts[contract.pk].wage_facts, facts[contract.pk].rate_facts
        path = path_of(contract, day, told=True)
        sheet = reckon(contract, ordered, instalments[contract.pk], rates, day, path=path)
        if sheet.unraised:
            yield Unraised(contract, sheet, difference_passport(contract, sheet, day, computed_at))


def _by_contract(rows):
    ordered = sorted(rows, key=lambda one: one.contract_id)
    return {contract: list(some) for contract, some in groupby(ordered, key=lambda one: one.contract_id)}
