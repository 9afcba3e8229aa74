"""The invented city as rows of the six import templates, and as files."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from coverage.inventing.city import members
from coverage.inventing.works import Work

COLUMNS = {
    "kontrak": (
        "kode_paket kode_rup tahun opd ppk jenis metode sumber_dana nama_paket nomor_kontrak tanggal_kontrak "
        "nilai_kontrak ppn_persen mulai selesai npwp_penyedia nama_penyedia kode_kelurahan rencana_tenaga_kerja "
        "status tanggal_selesai_nyata"
    ).split(),
    "adendum": "kode_paket nomor tanggal nilai_baru selesai_baru alasan".split(),
    "tenaga_kerja": (
        "kode_paket nik nama tanggal_lahir jenis_kelamin jabatan status_kerja kode_domisili mulai selesai upah kpj"
    ).split(),
    "pendaftaran": (
        "kode_paket nomor_proyek nomor_sertifikat tanggal_daftar berlaku_dari berlaku_sampai jumlah_tenaga_kerja iuran"
    ).split(),
    "pembayaran": "kode_paket termin jumlah jatuh_tempo tanggal_bayar nomor_bukti".split(),
    "kepesertaan": "nik kpj segmen mulai selesai".split(),
}


def rows(works: list[Work], day: date) -> dict[str, list[tuple]]:
    """The rows of each template in the order of COLUMNS, sorted by contract; None stands for an empty cell."""
    return {
        "kontrak": [_contract(work) for work in works],
        "adendum": [row for work in works for row in _amendments(work)],
        "tenaga_kerja": [row for work in works for row in _assignments(work)],
        "pendaftaran": [row for work in works for row in _registrations(work)],
        "pembayaran": [row for work in works for row in _payments(work)],
        "kepesertaan": list(_memberships(works, day)),
    }


def write(folder: Path, tables: dict[str, list[tuple]]) -> None:
    """Write `<template>.csv` for each of `tables` into `folder`, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in COLUMNS.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows(tables[name])


def _contract(work: Work) -> tuple:
    return (
        work.code,
        work.rup,
        work.year,
        work.agency.name,
        work.officer,
        work.kind,
        work.method,
        work.fund,
        work.title,
        work.number,
        work.signed_on,
        work.price,
        work.ppn,
        work.starts_on if work.start_written else None,
        work.ends_on,
        work.company.npwp,
        work.company.name,
        work.village,
        work.declared,
        work.status,
        work.actual_end_on,
    )


def _amendments(work: Work) -> Iterator[tuple]:
    for one in work.amendments:
        yield work.code, one.number, one.signed_on, one.price, one.ends_on, one.reason


def _assignments(work: Work) -> Iterator[tuple]:
    for listing in work.roster:
        person = listing.person
        yield (
            work.code,
            person.nik,
            person.name,
            person.born_on,
            person.sex,
            person.job,
            person.employment,
            person.domicile,
            listing.starts_on,
            listing.ends_on,
            person.wage,
            person.kpj if person.memberships else None,
        )


def _registrations(work: Work) -> Iterator[tuple]:
    for one in work.certificates:
        headcount = max(work.declared or 0, len({listing.person for listing in work.roster}))
        owed = sum(instalment.amount for instalment in work.instalments)
        project = f"{work.signed_on.year % 100}{int(work.code):011}"
        yield (
            work.code,
            project,
            one.number,
            one.filed_on,
            one.valid_from,
            one.valid_to,
            headcount or None,
            owed or None,
        )


def _payments(work: Work) -> Iterator[tuple]:
    for one in work.instalments:
        receipt = f"BPJS-{work.code}-{one.number}" if one.paid_on else None
        yield work.code, one.number, one.amount, one.due_on, one.paid_on, receipt


def _memberships(works: Iterable[Work], day: date) -> Iterator[tuple]:
    for person, one in members(works):
        ends_on = one.ends_on if one.ends_on and one.ends_on <= day else None
        yield person.nik, person.kpj, one.segment, one.starts_on, ends_on
