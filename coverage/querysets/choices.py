"""What can be chosen in the filter sheet: the values that occur in what a reader sees."""

from django.db.models import CharField, Exists, F, OuterRef, Value
from django.db.models.functions import Cast

from contractors.models import Contractor
from coverage.rules.measures import normal
from projects.models import Agency, Officer, Region


def choices_of(contracts, provider=""):
    """(value, text) pairs by filter key, from one statement, in the order in which people look for them.

    `contracts` is Contract.objects.visible_to(user). Providers are too many for a list: only the one with the id
    `provider` is told, if it has a contract here.
    """
    parts = [
        _named("opd", Agency.objects.filter(_signs(contracts, "agency"))),
        _named("ppk", Officer.objects.filter(_signs(contracts, "officer") | _signs(contracts, "handovers__officer"))),
        _named("kecamatan", Region.objects.filter(level=Region.Level.DISTRICT)),
        _occurring("jenis", contracts, "kind"),
        _occurring("metode", contracts, "method"),
        _occurring("tahun", contracts, "year"),
    ]
    if provider.isascii() and provider.isdigit():
        parts.append(_named("penyedia", Contractor.objects.filter(_signs(contracts, "contractor"), pk=int(provider))))
    found = {}
    for key, value, text in parts[0].union(*parts[1:]):
        found.setdefault(key, []).append((value, text))
    found["jenis"] = _spelt_once(found.get("jenis", []))
    order = {key: sorted(pairs, key=lambda pair: pair[1].lower()) for key, pairs in found.items()}
    return {**order, "tahun": order.get("tahun", [])[::-1]}


def _signs(contracts, relation):
    return Exists(contracts.filter(**{relation: OuterRef("pk")}))


def _named(key, rows):
    return rows.order_by().values_list(Value(key), Cast("pk", CharField()), "name")


def _occurring(key, contracts, field):
    text = Cast(F(field), CharField())
    return (
        contracts.exclude(**{f"{field}": ""} if field != "year" else {})
        .order_by()
        .values_list(Value(key), text, text)
        .distinct()
    )


def _spelt_once(pairs):
    """One pair for each kind, however often it is spelt with other spaces or letters."""
    return list({normal(value): (value, text) for value, text in sorted(pairs, reverse=True)}.values())
