"""One line of a roster as a page may show it: the NIK masked, the year of birth alone, and why the person is covered."""

from dataclasses import dataclass

from cakupan.numbers import short_day
from coverage.wording import Status

CITY = "3271"
"""Kota Bogor in a Kemendagri code; residence is read from the KTP address of the assignment, never from the NIK."""

OTHER = "lewat kontrak lain:"


def residence(domicile_code):
    """Where the KTP address of an assignment lies: "Kota Bogor", "luar Kota Bogor" or "KTP belum diisi"."""
    digits = domicile_code.replace(".", "").strip()
    if not digits:
        return "KTP belum diisi"
    return "Kota Bogor" if digits.startswith(CITY) else "luar Kota Bogor"


def cover_of(assignment, contract, cover):
    """Whether the person of an assignment (roster_of) is covered that day, and by what.

    `contract` is annotated by ContractStanding.on(day), `cover` the row of cover_on or None.
    """
    if not contract.counts:
        return Status("quiet", "circle-off", "Di luar hitungan", "kontrak ini tidak dihitung")
    if not assignment.on_day:
        return Status("quiet", "circle-minus", "Tidak bertugas", "hari itu di luar masa tugas")
    if not contract.running:
        return Status("quiet", "circle-minus", "Tidak dihitung", "kontrak tidak berjalan hari itu")
    if cover is None:
        return Status("bad", "shield-off", "Belum terlindungi", "", "bad")
    if cover["here"]:
        words = "kontrak ini"
    elif cover["segment"]:
        words = f"kepesertaan sendiri {cover['segment']}"
    else:
        words = OTHER if cover["visible"] else "terlindungi di luar OPD ini"
    return Status("good", "shield-check", "Terlindungi", words)


@dataclass(frozen=True)
class Person:
    """`has_wage` says whether a wage is known, to those who may ask for it; it stays masked.

    `via` is the row of cover_on where another contract that the reader may open covers the person; `also` and
    `also_hidden` as in querysets.crew.elsewhere.
    """

    assignment: int
    name: str
    nik: str
    born: int | None
    residence: str
    job: str
    employment: str
    days: str
    status: Status
    has_wage: bool
    via: dict | None
    also: list
    also_hidden: bool

    @classmethod
    def of(cls, assignment, contract, cover, sees_wages):
        worker = assignment.worker
        begun, ended = assignment.starts_on, assignment.ends_on
        status = cover_of(assignment, contract, cover)
        return cls(
            assignment=assignment.pk,
            name=worker.name or "tanpa nama",
            nik=str(worker.nik),
            born=worker.born_on.year if worker.born_on else None,
            residence=residence(assignment.domicile_code),
            job=assignment.job,
            employment=assignment.employment,
            days=f"{short_day(begun)} – {short_day(ended) if ended else 'seterusnya'}",
            status=status,
            has_wage=sees_wages and assignment.wage is not None,
            via=cover if status.note == OTHER else None,
            also=assignment.also,
            also_hidden=assignment.also_hidden,
        )
