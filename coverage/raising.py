"""Contributions that amendments made higher and that nobody has raised: what waits for the PPK of each contract."""

from dataclasses import dataclass
from itertools import groupby

from coverage.contributions import Sheet, reckon
from coverage.models import ContractStanding, Instalment, TariffSlice
from coverage.passports import Passport
from coverage.passports_of_contract import difference_passport
from coverage.querysets.duties import dearer_contracts
from coverage.rules.spans import amendment_order
from coverage.rules.tariff import rates_on
from coverage.wages import path_of, rate_facts, wage_facts
from projects.models import Amendment


@dataclass(frozen=True)
class Unraised:
    """A contract, and its reckoning with what its instalments lack (`unraised`)."""

    contract: ContractStanding
    sheet: Sheet
    passport: Passport


def unraised_on(user, day, computed_at):
    """The Unraised among the contracts for which `user` answers on `day`, in four queries; as their pages reckon it."""
    contracts = list(dearer_contracts(user, day).annotate(wage_facts=wage_facts(), rate_facts=rate_facts()))
    ids = [one.pk for one in contracts]
    amendments = _by_contract(Amendment.objects.filter(contract__in=ids))
    instalments = _by_contract(Instalment.objects.filter(contract__in=ids).order_by("number"))
    slices = list(TariffSlice.objects.all())
    for contract in contracts:
        ordered = sorted(amendments[contract.pk], key=lambda one: amendment_order(one.signed_on, one.number))
        paid = instalments.get(contract.pk, [])
        try:
            rates = rates_on(contract.signed_on, slices)
        except LookupError:
            continue  # no rate held that day: the page reckons nothing either
        sheet = reckon(contract, ordered, paid, rates, day, path=path_of(contract, day, told=True))
        if sheet.unraised:
            yield Unraised(contract, sheet, difference_passport(contract, sheet, day, computed_at))


def _by_contract(rows):
    ordered = sorted(rows, key=lambda one: one.contract_id)
    return {contract: list(some) for contract, some in groupby(ordered, key=lambda one: one.contract_id)}
