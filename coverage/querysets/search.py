"""What a reader's search finds: contracts, providers, officers and workers, those that fit best first."""

import re

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Case, Exists, FloatField, OuterRef, Q, Value, When

from contractors.models import Contractor, Worker
from projects.models import Assignment, Contract, Officer

MOST = 12
"""Lines of each kind that are shown."""
DASH = re.compile("[‐‑‒–—−]")
NUMBERS = ("number", "package_code", "rup_code", "spse_code")


def _fitting(rows, text, name, numbers=(), plain=""):
    """`rows` in which `text` stands, or whose `name` is close to it (`%>` of pg_trgm); exact ones first. Of `numbers` it may
    be `plain` that stands there.
    """
    exact, inside = Q(**{f"{name}__iexact": text}), Q(**{f"{name}__icontains": text})
    for one in numbers:
        for written in {text, plain or text}:
            exact |= Q(**{f"{one}__iexact": written})
            inside |= Q(**{f"{one}__icontains": written})
    close = TrigramWordSimilarity(text, name)
    rank = Case(When(exact, then=Value(3.0)), When(inside, then=Value(2.0)), default=close, output_field=FloatField())
    found = rows.filter(inside | Q(**{f"{name}__trigram_word_similar": text}))
    return found.annotate(fit=rank).order_by("-fit", name, "pk")


def contracts_found(user, text):
    """The contracts that `user` may see whose number, code or title fits; a number also where it is typed with spaces, or
    with another dash.
    """
    rows = Contract.objects.visible_to(user).select_related("agency", "contractor")
    return _fitting(rows, text, "title", NUMBERS, plain=re.sub(r"\s+", "", DASH.sub("-", text)))[:MOST]


def contractors_found(text):
    """The providers whose name or NPWP fits; both are open to every reader."""
    return _fitting(Contractor.objects.unmerged(), text, "name", ["npwp", "nib"])[:MOST]


def officers_found(user, text):
    """The officers whose name fits, who signed or took over contracts that `user` may see."""
    seen = Contract.objects.visible_to(user)
    named = Exists(seen.filter(officer=OuterRef("pk"))) | Exists(seen.filter(handovers__officer=OuterRef("pk")))
    return _fitting(Officer.objects.filter(named), text, "name")[:MOST]


def _listed(user):
    return Worker.objects.filter(Exists(Assignment.objects.visible_to(user).filter(worker=OuterRef("pk"))))


def workers_found(user, text):
    """The workers whose name fits, of rosters that `user` may see."""
    return _fitting(_listed(user), text, "name")[:MOST]


def workers_by_tail(user, tail):
    """The workers whose NIK ends in what `tail` (contractors.nik.tail_index) hashes, of rosters that `user` may see."""
    return _listed(user).filter(nik_tail__tail=tail).order_by("name", "pk")[:MOST]


def worker_by_nik(user, nik):
    """The worker with that NIK in a list of at most one, where a roster that `user` may see names them."""
    return _listed(user).filter(nik_index=nik.index())[:1]


def rosters_of(user, workers):
    """{worker id: contracts that `user` may see and that list them, the newest first}."""
    rows = Assignment.objects.visible_to(user).filter(worker__in=[one.pk for one in workers])
    found = {}
    for row in rows.select_related("contract").order_by("-starts_on", "-pk"):
        listed = found.setdefault(row.worker_id, [])
        if row.contract not in listed:
            listed.append(row.contract)
    return found
