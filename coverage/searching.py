"""One search over everything that a reader may find; what was typed may be a NIK, and is kept nowhere."""

import re
from dataclasses import dataclass, field

from contractors.models import NIKTail
from contractors.nik import InvalidNIK, parse_nik, tail_index
from coverage.querysets import search

SHORTEST, LONGEST = 2, 200
TAIL = re.compile(r"[0-9]{4}")
MANY_DIGITS = re.compile(r"(?:[0-9][ .-]?){11,}")
AT_ONCE = 2_000
"""Workers whose last digits a search indexes itself; the rest is the job's (coverage.tasks.index_tails)."""


@dataclass
class Found:
    """What a search found; `told` says why nothing was looked for. `repeatable` tells whether the text may stand in a URL."""

    text: str
    told: str = ""
    contracts: list = field(default_factory=list)
    contractors: list = field(default_factory=list)
    officers: list = field(default_factory=list)
    workers: list = field(default_factory=list)
    repeatable: bool = True

    @property
    def anything(self):
        return bool(self.contracts or self.contractors or self.officers or self.workers)


def find(user, text):
    """What `user` finds by `text`: a number, a code, a name, with a slip or without, or the last four digits of a NIK."""
    text = " ".join(text.replace("\0", "").split())[:LONGEST]
    found = Found(text, repeatable=not MANY_DIGITS.search(text))
    if len(text) < SHORTEST:
        found.told = "Ketik sedikitnya dua huruf atau angka." if text else ""
        return found
    found.contracts = list(search.contracts_found(user, text))
    found.contractors = list(search.contractors_found(text))
    found.officers = list(search.officers_found(user, text))
    found.workers = _workers(user, text)
    rosters = search.rosters_of(user, found.workers)
    for worker in found.workers:
        worker.rosters = rosters.get(worker.pk, [])
    return found


def _workers(user, text):
    if TAIL.fullmatch(text):
        NIKTail.objects.complete(AT_ONCE)
        return list(search.workers_by_tail(user, tail_index(text)))
    try:
        return list(search.worker_by_nik(user, parse_nik(text)))
    except InvalidNIK:
        return list(search.workers_found(user, text))
