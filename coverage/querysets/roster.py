"""The roster of one contract, and by what its people are covered on a day."""

from django.db.models import Case, Count, F, Q, Value, When, Window
from django.db.models.functions import Lower

from coverage.querysets.crew import elsewhere
from coverage.querysets.rows import as_dicts
from coverage.rosters import CITY
from projects.models import Assignment

CITY_CODE = "^" + r"\.?".join(CITY)
"""The city at the beginning of a region code, with dots or without."""

_COVER = """
SELECT DISTINCT ON (w.worker_id) w.worker_id, w.segment, w.contract_id = %(contract)s AS here, c.uid, c.number, c.title,
       %(agencies)s::bigint[] IS NULL OR c.agency_id = ANY (%(agencies)s) AS visible
FROM coverage_cover(%(day)s::date, %(day)s::date, ARRAY[%(contract)s]::bigint[]) w
LEFT JOIN projects_contract c ON c.id = w.contract_id
ORDER BY w.worker_id, w.contract_id IS NOT DISTINCT FROM %(contract)s DESC, w.segment DESC NULLS LAST, visible DESC, c.id
"""


def roster_of(user, contract_id, day):
    """The assignments that `user` may see to a contract, those of `day` first, then by name, each with its worker.

    `on_day` says whether its days hold `day`, `rows` how many assignments there are in all, `residents` how many persons
    of that day live in Kota Bogor; `also` and `also_hidden` where else they stand on some of the same days.
    Wages are not read: ask for them with `defer(None)`.
    """
    today = Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    return (
        Assignment.objects.visible_to(user)
        .filter(contract_id=contract_id)
        .select_related("worker")
        .defer("wage", "kpj")
        .annotate(
            on_day=Case(When(today, then=Value(True)), default=Value(False)),
            rows=Window(Count("pk")),
            residents=Window(Count("pk", filter=today & Q(domicile_code__regex=CITY_CODE))),
            **elsewhere(user),
        )
        .order_by(F("on_day").desc(), Lower("worker__name"), "worker_id", "starts_on")
    )


def cover_on(contract_id, day, agency_ids):
    """{worker id: row} of the people of the roster who are covered that day (coverage_cover), each by one cover.

    A row says by what: `here` (this contract), else `segment` (an own membership, PU before BPU), else another contract
    with uid, number, title and `visible`: whether it belongs to `agency_ids` (None: to anyone's sight); such a one first.
    """
    agencies = None if agency_ids is None else list(agency_ids)
    rows = as_dicts(_COVER, {"contract": contract_id, "day": day, "agencies": agencies})
    return {row["worker_id"]: row for row in rows}
