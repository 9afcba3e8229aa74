"""The file for e-Jakon: project sheet and roster of one contract, so that nobody types them a fourth time.

What columns a branch asks for is not published; the usual ones are the safe superset of docs/rules.md#e-jakon, and the
administrator keeps the list. NIK, birth date and wage stand there in clear, so it is noted who got it and what for.
"""

import io

import xlsxwriter
from django.db import transaction

from cakupan.numbers import day as in_words
from coverage.exporting import SheetLooks
from coverage.models import Disclosure, EjakonColumn, Source
from coverage.querysets.crew import sharing
from projects.models import Assignment

WHAT = "berkas e-Jakon (NIK, tanggal lahir, upah)"
PROJECT, ROSTER = "Proyek", "Tenaga kerja"
USUAL = (
    ("No", Source.SERIAL),
    ("NIK", Source.NIK),
    ("Nama", Source.NAME),
    ("Tempat lahir", Source.BORN_AT),
    ("Tanggal lahir", Source.BORN_ON),
    ("Jenis kelamin", Source.SEX),
    ("Nama ibu kandung", Source.MOTHER),
    ("Alamat", Source.ADDRESS),
    ("No. telepon", Source.PHONE),
    ("Jabatan", Source.JOB),
    ("Mulai", Source.STARTS_ON),
    ("Selesai", Source.ENDS_ON),
    ("Upah", Source.WAGE),
)
"""Titles and sources where the administrator has kept none."""

OF = {
    Source.NIK: lambda one: one.worker.nik.reveal(),
    Source.NAME: lambda one: one.worker.name,
    Source.BORN_ON: lambda one: one.worker.born_on,
    Source.SEX: lambda one: one.worker.sex,
    Source.ADDRESS: lambda one: one.domicile_code,
    Source.JOB: lambda one: one.job,
    Source.EMPLOYMENT: lambda one: one.employment,
    Source.STARTS_ON: lambda one: one.starts_on,
    Source.ENDS_ON: lambda one: one.ends_on,
    Source.WAGE: lambda one: one.wage,
    Source.KPJ: lambda one: one.kpj,
}
"""What each source tells of an assignment; the others are left for the provider to fill in."""


def columns():
    """(title, source) of the roster sheet in its order."""
    kept = [(one.title, Source(one.source)) for one in EjakonColumn.objects.filter(shown=True)]
    return kept or list(USUAL)


@transaction.atomic
def ejakon_file(user, contract, day, purpose, *, wages):
    """The XLSX file as bytes: the project, and everybody whose days on it do not end before `day`; that it was given is
    recorded first. `contract` is one of coverage.dossier.contracts_on; wages are left out without `wages`.
    """
    people = Assignment.objects.visible_to(user).filter(sharing(day, None), contract=contract.pk)
    people = list(people.select_related("worker").order_by("worker__name", "pk"))
    records = len({one.worker_id for one in people})
    Disclosure.objects.create(user=user, contract=contract, what=WHAT, purpose=purpose, records=records)
    told = [one for one in columns() if wages or one[1] != Source.WAGE]
    rows = [
        [at if of == Source.SERIAL else OF.get(of, _nothing)(one) for _, of in told] for at, one in enumerate(people, 1)
    ]
    return _written(project_of(contract, day), [title for title, _ in told], rows)


def _nothing(assignment):
    return None


def project_of(contract, day):
    """(label, value) pairs of the project sheet, in the order in which a registration form asks for them."""
    firm, officer = contract.contractor, contract.officer
    return [
        ("Nama proyek", contract.title),
        ("Nomor kontrak / SPK", contract.number),
        ("Tanggal kontrak / SPK", contract.signed_on),
        ("Kode paket", contract.package_code),
        ("Pemberi kerja", contract.agency.name),
        ("PPK", officer.name if officer else ""),
        ("Pelaksana", firm.name if firm else ""),
        ("NPWP pelaksana", firm.npwp if firm else ""),
        ("NIB pelaksana", firm.nib if firm else ""),
        ("Sumber dana", contract.fund),
        ("Nilai kontrak dengan PPN", contract.current_price),
        ("Nilai kontrak tanpa PPN", contract.value),
        ("Mulai pelaksanaan", contract.first_day),
        ("Selesai pelaksanaan", contract.last_day),
        ("Lokasi", ", ".join(part for part in (contract.village, contract.district) if part)),
        ("Jumlah tenaga kerja direncanakan", contract.declared),
        ("Keadaan per", in_words(day)),
    ]


def _written(project, titles, rows):
    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        looks = SheetLooks(book)
        sheet = book.add_worksheet(PROJECT)
        sheet.set_column(0, 1, 40)
        for line, (label, value) in enumerate(project):
            sheet.write_string(line, 0, label, looks.bold)
            looks.write(sheet, line, 1, value)
        sheet = book.add_worksheet(ROSTER)
        sheet.set_column(0, max(len(titles) - 1, 0), 20)
        for at, title in enumerate(titles):
            sheet.write_string(0, at, title, looks.bold)
        sheet.freeze_panes(1, 0)
        for line, row in enumerate(rows, start=1):
            for at, value in enumerate(row):
                looks.write(sheet, line, at, value)
    return file.getvalue()
