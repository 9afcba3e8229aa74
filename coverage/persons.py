"""The persons behind the headline on a day: residents of the city, and those who stand on several contracts."""

from dataclasses import dataclass
from functools import cached_property

from cakupan import numbers
from contractors.models import Worker
from coverage.measuring import Rate
from coverage.passports import DEFINITIONS, Part, Passport
from coverage.querysets.persons import count_several, residence_rows, several_rows
from coverage.rosters import CITY
from projects.models import Contract

PLACES = {
    "city": ("Kota Bogor", "alamat KTP di Kota Bogor"),
    "elsewhere": ("Luar Kota Bogor", "alamat KTP di kota atau kabupaten lain"),
    "unknown": ("KTP belum diisi", "kode wilayah KTP kosong pada penugasannya"),
    None: ("Semua yang bernama", "setiap orang sekali"),
}


@dataclass(frozen=True)
class Residence:
    """One place of residence: how many persons live there, and how many of them are covered."""

    place: str | None
    rate: Rate
    share: Rate

    @property
    def title(self):
        return PLACES[self.place][0]

    @property
    def text(self):
        return PLACES[self.place][1]


@dataclass(frozen=True)
class Shared:
    """A person on several of the contracts that the reader may open; covered by whatever contract of the city."""

    worker: Worker
    contracts: tuple[Contract, ...]
    covered: bool


def residence_on(day, among=None):
    """The places in the order of PLACES, everybody once at the end; `share` is the part of the persons who live there."""
    found = {row["place"]: row for row in residence_rows(day, CITY, among)}
    nobody = {"persons": 0, "covered": 0}
    everybody = found.get(None, nobody)["persons"]
    rows = [(place, found.get(place, nobody)) for place in PLACES]
    return [
        Residence(
            place,
            Rate("workers", row["covered"], row["persons"]),
            Rate("workers", row["persons"], everybody),
        )
        for place, row in rows
    ]


class SharedPeople:
    """The persons on two or more contracts that day as a sequence that fetches what is asked of it, for a paginator."""

    def __init__(self, user, day, among=None):
        self.user, self.day, self.among = user, day, among

    @cached_property
    def _count(self):
        return count_several(self.day, self.among)

    def __len__(self):
        return self._count

    def __getitem__(self, asked):
        """The persons of a slice, in three queries whatever its length."""
        rows = several_rows(self.day, self.among, asked.stop - (asked.start or 0), asked.start or 0)
        workers = Worker.objects.in_bulk([row["worker_id"] for row in rows])
        ids = {contract_id for row in rows for contract_id in row["contract_ids"]}
        seen = Contract.objects.visible_to(self.user).select_related("agency").in_bulk(ids)
        return [_shared(row, workers, seen) for row in rows]


def _shared(row, workers, seen):
    contracts = tuple(seen[one] for one in row["contract_ids"] if one in seen)
    return Shared(workers[row["worker_id"]], contracts, row["covered"])


def residence_passport(rows, day, computed_at, narrowed):
    """One passport for the counts of residence."""
    whose = "kontrak OPD Anda" if narrowed else "kontrak konstruksi APBD"
    return Passport(
        slug="domisili",
        title="Pekerja bernama menurut alamat KTP",
        meaning=f"Orang yang tercatat bernama pada {whose} yang berjalan hari itu, menurut kode wilayah KTP pada "
        "penugasannya, bukan menurut NIK. Orang dengan dua alamat berdiri di dua baris dan sekali dalam jumlah.",
        result=f"{numbers.count(rows[-1].rate.denominator)} orang",
        parts=tuple(
            Part(
                row.title,
                f"{numbers.count(row.rate.denominator)} orang",
                f"({numbers.percent(row.share.percent)}); {numbers.count(row.rate.numerator)} di antaranya terlindungi "
                f"({numbers.percent(row.rate.percent)})",
            )
            for row in rows
        ),
        day=day,
        source=DEFINITIONS,
        computed_at=computed_at,
    )


def shared_passport(persons, day, computed_at, narrowed):
    """The passport of the number of persons on several contracts."""
    whose = " di OPD Anda" if narrowed else ""
    return Passport(
        slug="rangkap",
        title="Orang pada dua kontrak atau lebih",
        meaning=f"Orang (menurut NIK) yang pada hari itu tercatat di dua kontrak berjalan atau lebih{whose}. Itu boleh; "
        "dalam angka kota ia dihitung sekali, pada tiap kontraknya sekali.",
        result=f"{numbers.count(persons)} orang",
        day=day,
        source=DEFINITIONS,
        computed_at=computed_at,
    )
