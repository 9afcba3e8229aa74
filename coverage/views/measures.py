"""Cakupan: where the city's percentage comes from, and the four measures broken down; the breakdown also as a file."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from cakupan import numbers
from cakupan.pages import as_of
from coverage.breakdown_file import columns_of, head_of
from coverage.breakdowns import BREAKDOWNS, Row, breakdown, rows_on
from coverage.measuring import Rate, figures_on, newest_ucj, targets_on
from coverage.models import ContractStanding
from coverage.passports import Part, amount_of, measure_passport, row_passport, ucj_passport
from coverage.population import population, population_passport
from coverage.tables.measures import BreakdownTable
from coverage.verdicts import verdicts
from coverage.views.files import file_response

OWN = "opd-anda"


@require_safe
def measures(request):
    """The measures of the whole city for every reader; what opens a list is narrowed to what the reader may see."""
    user, day, now = request.user, as_of(request), timezone.localtime()
    groups, among = _population(user, day)
    table = _table(request, figures_on(day), among, now)
    city, targets = table.city, table.targets
    against, unknown = verdicts(city, targets), (city.unknown_contracts, table.unknown_own)
    context = {
        "city": city,
        "verdicts": against,
        "passports": {name: _passport(city, one, now, table.twice) for name, one in against.items()},
        "ucj": _ucj(newest_ucj(day), targets.get("ucj"), now),
        "groups": groups,
        "groups_passport": population_passport(groups, day, now, not user.sees_all, unknown),
        "registered": sum(group.everywhere for group in groups),
        "registered_own": sum(group.own for group in groups),
        "breakdowns": BREAKDOWNS,
        "table": table,
    }
    return render(request, "coverage/measures.html", context)


@require_safe
def measures_export(request, form):
    """The breakdown as it is shown, all of its pages and its sums, as a file: `form` is "xlsx" or "csv"."""
    user, day, now = request.user, as_of(request), timezone.localtime()
    table = _table(request, figures_on(day), _population(user, day)[1], now, paginate=False)
    rows = [*(row.record for row in table.rows), *table.totals]
    head = head_of(user, table.chosen, table.city, table.targets, now)
    name = f"cakupan-{table.chosen.slug}-{day.isoformat()}"
    return file_response(form, name, head, columns_of(table.chosen), rows, title="Rincian")


def _population(user, day):
    """The counts of the register by place, and the ids that narrow figures to the reader's agencies (None: all)."""
    contracts = ContractStanding.objects.on(day, heads=False)
    if user.sees_all:
        everywhere = contracts.places()
        return population(everywhere, everywhere), None
    everywhere, own, ids = contracts.places_beside(user.agency_ids)
    return population(everywhere, own), ids


def _table(request, city, among, now, paginate=None):
    """The breakdown that the URL asks for, sorted and paged as it asks."""
    chosen = breakdown(request.GET.get("menurut", ""))
    rows, totals = _rows(request.user, chosen, city, among, now)
    table = BreakdownTable(rows, chosen, city, targets_on(city.on), totals)
    RequestConfig(request, paginate={"per_page": 50} if paginate is None else paginate).configure(table)
    return table


def _rows(user, chosen, city, among, now):
    """The rows of the breakdown as the reader may see them, and the sums below them."""
    total = Row("Seluruh kota", city)
    if among is None:
        return rows_on(city.on, chosen, computed_at=now), [total]
    if chosen.city_wide:
        return rows_on(city.on, chosen, agency_ids=user.agency_ids, computed_at=now), [total]
    own = figures_on(city.on, among)
    mine = Row("OPD Anda", own, of=OWN, passport=row_passport(own, "OPD Anda", now, slug=OWN))
    return rows_on(city.on, chosen, among, computed_at=now), [mine, total]


def _passport(city, verdict, now, twice):
    """The passport of one of the city's measures, with its target, and for the workers with the parts of its bar.

    `twice` is how often the rows of the breakdown count a person again.
    """
    rate, beside = verdict.rate, list(verdict.beside)
    if rate.measure == "workers":
        beside.append(Part("Bernama", amount_of("workers", city.named_uncovered), "dan belum terlindungi"))
        beside.append(Part("Tanpa nama", amount_of("workers", city.unlisted), "tempat yang direncanakan"))
        beside.append(Part("Berulang", f"{numbers.count(twice)} kali", "seseorang ada di baris kedua atau berikutnya"))
    return measure_passport(rate, city.on, now, unknown=city.unknown_contracts, beside=beside)


def _ucj(statement, target, now):
    """What the page says of UCJ: the statement as a rate, its passport and its target; None where nothing was stated."""
    if statement is None:
        return None
    rate = Rate("ucj", statement.participants, statement.employed)
    return {
        "statement": statement,
        "rate": rate,
        "passport": ucj_passport(statement, rate.percent, now),
        "target": target,
    }
