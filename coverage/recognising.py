"""What a reader may be told of a person whose NIK was typed, and what is unusual about what was typed."""

from collections import Counter
from dataclasses import dataclass, field

from cakupan.numbers import count
from contractors.models import Worker
from contractors.nik import NIK
from coverage.querysets.crew import elsewhere, sharing
from coverage.rules.crew import GROWN_UP, MINIMUM_WAGE, OLD, over_age, under_age, unusual_wage
from projects.models import Assignment, Contract

HIDDEN_ELSEWHERE = "juga terdaftar di luar OPD ini"
UNDER_AGE = f"Di bawah {GROWN_UP} tahun: tercatat sebagai temuan berat dan terlihat oleh Inspektorat."


@dataclass(frozen=True)
class Recognised:
    """`name` and `born` (year) of a known person whom the reader may see, else ""; `also`: other contracts on some of
    the same days that the reader may see, `hidden`: whether there are others; `doubts` in words, and `differs`: how what
    was typed differs from what is stored of a person whom the reader sees.
    """

    nik: str
    name: str = ""
    born: int | None = None
    also: list = field(default_factory=list)
    hidden: bool = False
    doubts: list = field(default_factory=list)
    differs: list = field(default_factory=list)


def recognise(user, contract, form, today):
    """The Recognised of a bound PersonForm, valid or not; None without a NIK. The same queries for whomever it is."""
    form.is_valid()
    said = form.cleaned_data
    nik = said.get("nik")
    if nik is None:
        return None
    worker = Worker.objects.known_as(nik).first()
    theirs = Assignment.objects.filter(worker=worker)
    seen = theirs.visible_to(user).exists()
    first = said.get("mulai") or today
    met = theirs.filter(sharing(first, said.get("selesai")))
    met = met.exclude(contract=contract).exclude(contract__status=Contract.Status.VOID)
    also = met.visible_to(user).select_related("contract").order_by("contract_id").distinct("contract_id")
    also = [one.contract for one in also]
    hidden = met.hidden_from(user).exists()
    told = said | {"tanggal_lahir": said.get("tanggal_lahir") or nik.birth_before(today)}
    found = Recognised(str(nik), also=also, hidden=hidden, doubts=doubts_of(nik, told, first))
    if not (worker and seen):
        return found
    born = worker.born_on.year if worker.born_on else None
    return Recognised(str(nik), str(worker), born, also, hidden, found.doubts, _another_name(worker, said))


def unusual_about(user, assignments, today):
    """What is worth a look about Assignments just written, as far as `user` may know, in whole sentences: where else their
    people stand on some of the same days, who is under age, and a wage out of the ordinary.
    """
    rows = Assignment.objects.filter(pk__in=[one.pk for one in assignments])
    rows = list(rows.select_related("worker").annotate(**elsewhere(user)))
    there = Counter(other["number"] or other["code"] for row in rows for other in row.also)
    young = [row for row in rows if under_age(_born(row.worker, today), row.starts_on)]
    return [
        *(f"{_people(many, rows)} juga terdaftar pada {number}." for number, many in sorted(there.items())),
        *(f"{_people(many, rows)} {HIDDEN_ELSEWHERE}." for many in [sum(row.also_hidden for row in rows)] if many),
        *([UNDER_AGE if len(rows) == 1 else f"{_people(len(young), rows)}: {UNDER_AGE}"] if young else []),
        *dict.fromkeys(_of_wage(row.wage) for row in rows if unusual_wage(row.wage)),
    ]


def _born(worker, today):
    return worker.born_on or worker.nik.birth_before(today)


def _people(many, rows):
    return "Orang ini" if len(rows) == 1 else f"{count(many)} dari {count(len(rows))} orang"


def _of_wage(wage):
    if wage == 0:
        return "Upah Rp 0."
    if wage > MINIMUM_WAGE:
        return "Upah lebih dari sepuluh kali UMK; periksa angkanya."
    return "Upah kurang dari sepersepuluh UMK; isi upah sebulan, bukan sehari."


def _another_name(worker, said):
    if not worker.name or not said.get("nama") or worker.name.casefold() == said["nama"].casefold():
        return []
    meant = "Bila ini orang lain, NIK-nya keliru: tarik kembali penugasannya."
    return [f"Namanya tersimpan sebagai {worker.name}; yang tersimpan dipakai. {meant}"]


def kept_instead(worker, said):
    """How what was typed of a person differs from what is stored, which stays, in whole sentences.

    For whoever has just recorded the person, and may see them by that.
    """
    found = _another_name(worker, said)
    if said["tanggal_lahir"] and said["tanggal_lahir"] != worker.born_on:
        found.append("Tanggal lahirnya tersimpan lain; yang tersimpan dipakai.")
    if said["jenis_kelamin"] and said["jenis_kelamin"] != worker.sex:
        found.append("Jenis kelaminnya tersimpan lain; yang tersimpan dipakai.")
    return found


def doubts_of(nik: NIK, said, day):
    """What is unusual about a person as typed, in whole sentences; nothing of it refuses anything."""
    born, sex, wage = said.get("tanggal_lahir"), said.get("jenis_kelamin"), said.get("upah")
    found = []
    if born and not nik.agrees_with_birth(born):
        found.append("Tanggal lahir berbeda dari NIK; periksa keduanya.")
    if sex and sex != nik.sex:
        found.append("Jenis kelamin berbeda dari NIK; periksa keduanya.")
    if under_age(born, day):
        found.append(UNDER_AGE)
    if over_age(born, day):
        found.append(f"Lebih dari {OLD} tahun; periksa tanggal lahirnya.")
    if unusual_wage(wage):
        found.append(_of_wage(wage))
    if any(map(str.isdigit, said.get("nama") or "")):
        found.append("Nama berisi angka.")
    return found
