"""The roster of one contract, and where else in the city its people are protected on a day."""

from django.db.models import Case, Count, F, Q, Subquery, Value, When, Window
from django.db.models.expressions import OuterRef
from django.db.models.functions import Lower

from coverage.models import Membership
from coverage.querysets.rows import as_dicts
from coverage.rosters import CITY
from projects.models import Assignment

CITY_CODE = "^" + r"\.?".join(CITY)
"""The city at the beginning of a region code, with dots or without."""

_ELSEWHERE = """
SELECT s.worker_id, c.uid, c.number, c.title,
       %(agencies)s::bigint[] IS NULL OR c.agency_id = ANY (%(agencies)s) AS visible
FROM (
    SELECT DISTINCT worker_id FROM projects_assignment
    WHERE contract_id = %(contract)s AND starts_on <= %(day)s AND (ends_on IS NULL OR ends_on >= %(day)s)
) mine
JOIN projects_assignment s ON s.worker_id = mine.worker_id AND s.contract_id <> %(contract)s
JOIN coverage_execution e ON e.contract_id = s.contract_id
JOIN projects_contract c ON c.id = s.contract_id
WHERE s.starts_on <= %(day)s AND (s.ends_on IS NULL OR s.ends_on >= %(day)s)
  AND e.counts AND e.first_day <= %(day)s AND e.last_day >= %(day)s
  AND EXISTS (SELECT FROM coverage_protection p
              WHERE p.contract_id = s.contract_id AND p.first_day <= %(day)s AND p.last_day >= %(day)s)
ORDER BY s.worker_id, visible, c.id
"""


def roster_of(user, contract_id, day):
    """The assignments that `user` may see to a contract, those of `day` first, then by name, each with its worker.

    `on_day` says whether its days hold `day`, `segment` is the worker's own membership that day ("PU", "BPU" or None),
    `rows` how many assignments there are in all, `residents` how many persons of that day live in Kota Bogor.
    Wages are not read: ask for them with `defer(None)`.
    """
    today = Q(starts_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))
    own = Membership.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)
    return (
        Assignment.objects.visible_to(user)
        .filter(contract_id=contract_id)
        .select_related("worker")
        .defer("wage", "kpj")
        .annotate(
            on_day=Case(When(today, then=Value(True)), default=Value(False)),
            segment=Subquery(own.filter(worker=OuterRef("worker")).order_by("-segment").values("segment")[:1]),
            rows=Window(Count("pk")),
            residents=Window(Count("pk", filter=today & Q(domicile_code__regex=CITY_CODE))),
        )
        .order_by(F("on_day").desc(), Lower("worker__name"), "worker_id", "starts_on")
    )


def covered_elsewhere(contract_id, day, agency_ids):
    """{worker id: row} of the people listed that day whom another protected contract of the city covers.

    A row has uid, number, title and `visible`: whether the contract belongs to `agency_ids` (None: to anyone's sight).
    Of several contracts a visible one is told.
    """
    agencies = None if agency_ids is None else list(agency_ids)
    rows = as_dicts(_ELSEWHERE, {"contract": contract_id, "day": day, "agencies": agencies})
    return {row["worker_id"]: row for row in rows}
