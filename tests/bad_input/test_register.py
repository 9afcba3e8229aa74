"""Bad input that only other rows show: days in disorder at forms, and what a file contradicts of itself and the register."""

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from coverage.forms.amendment import NewAmendmentForm
from coverage.forms.bpjs import InstalmentForm, RegistrationForm
from coverage.forms.crew import EndForm, PersonForm, ReportForm
from coverage.forms.gang import GangForm
from coverage.forms.interruptions import NewSuspensionForm
from coverage.forms.membership import MembershipForm
from coverage.forms.status import StatusForm
from coverage.forms.ucj import UCJForm
from projects.models import Contract
from tests.coverage.importing.files import Folder, stored

TODAY = date(2025, 9, 1)
FIRST = date(2025, 7, 1)
CONTRACT = SimpleNamespace(status="Berjalan", starts_on=FIRST, signed_on=FIRST, actual_end_on=None)
TOMORROW = "02/09/2025"
OTHERS = [SimpleNamespace(number="1", signed_on=date(2025, 8, 15))]


def of(form, **options):
    return lambda typed: form(typed, **options)


PERSON = of(PersonForm, today=TODAY)
AMENDMENT = of(NewAmendmentForm, contract=CONTRACT, others=OTHERS, today=TODAY)
STOP = of(NewSuspensionForm, contract=CONTRACT, others=[], today=TODAY)
FILED = of(RegistrationForm, contract=None, today=TODAY)
DISORDER = [
    ("4.4-53", PERSON, {"mulai": "02/07/2025", "selesai": "01/07/2025"}, "selesai", "Mendahului hari mulainya"),
    ("4.4-53", of(GangForm, people=[]), {"mulai": "02/07/2025", "selesai": "01/07/2025"}, "selesai", "Mendahului"),
    ("4.4-53", of(MembershipForm, worker=None), {"mulai": "02/07/2025", "selesai": "01/07/2025"}, "selesai", "Mendahului"),
    ("4.4-53", FILED, {"berlaku_dari": "02/07/2025", "berlaku_sampai": "01/07/2025"}, "berlaku_sampai", "Mendahului"),
    ("4.4-53", AMENDMENT, {"selesai_baru": "30/06/2025"}, "selesai_baru", "Mendahului mulai pelaksanaan"),
    ("4.4-53", STOP, {"mulai": "02/08/2025", "sampai": "01/08/2025", "surat": "1"}, "sampai", "Mendahului hari pertama"),
    ("4.4-53", of(EndForm, stored=CONTRACT), {"selesai": "30/06/2025"}, "selesai", "Mendahului hari mulainya"),
    ("4.4-56", FILED, {"tanggal_daftar": TOMORROW}, "tanggal_daftar", "Sesudah hari ini"),
    ("4.4-56", of(InstalmentForm, contract=None, today=TODAY), {"tanggal_bayar": TOMORROW}, "tanggal_bayar", "Sesudah"),
    ("4.4-56", AMENDMENT, {"nomor": "2", "tanggal": TOMORROW}, "tanggal", "sesudah hari ini"),
    ("4.4-56", STOP, {"mulai": TOMORROW, "sampai": "", "surat": "1"}, "mulai", "Sesudah hari ini"),
    ("4.4-56", PERSON, {"tanggal_lahir": TOMORROW}, "tanggal_lahir", "Sesudah hari ini"),
    ("4.4-56", of(ReportForm, changed_on=FIRST, today=TODAY), {"dilaporkan": TOMORROW}, "dilaporkan", "Sesudah"),
    ("4.4-56", of(UCJForm, today=TODAY), {"bulan": "2025-10"}, "bulan", "belum tiba"),
    ("4.4-56", of(StatusForm, contract=CONTRACT, today=TODAY), {"langkah": "complete", "pada": TOMORROW, "surat": "1"},
     "pada", "esudah"),
    ("4.4-57", AMENDMENT, {"nomor": "2", "tanggal": "30/06/2025"}, "tanggal", "Mendahului tanggal kontrak"),
    ("4.4-58", AMENDMENT, {"nomor": "2", "tanggal": "14/08/2025"}, "tanggal", "Tidak urut"),
    ("4.4-58", AMENDMENT, {"nomor": "0", "tanggal": "16/08/2025"}, "tanggal", "Tidak urut"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "typed", "field", "said"), [pytest.param(*case[1:], id=f"{case[0]}-{case[3]}") for case in DISORDER]
)
def test_days_in_disorder_are_refused_at_their_field(form, typed, field, said):
    assert said in " ".join(form(typed).errors[field])


@pytest.mark.parametrize(
    ("form", "first", "last"),
    [
        (PERSON, "mulai", "selesai"),
        (of(GangForm, people=[]), "mulai", "selesai"),
        (of(MembershipForm, worker=None), "mulai", "selesai"),
        (FILED, "berlaku_dari", "berlaku_sampai"),
        (STOP, "mulai", "sampai"),
    ],
    ids=lambda one: "4.4-54",
)
def test_to_end_on_the_first_day_is_one_day(form, first, last):
    assert not form({first: "01/08/2025", last: "01/08/2025", "surat": "1"}).errors.keys() & {first, last}


@pytest.mark.django_db
def test_what_a_file_contradicts_is_kept_and_said_at_its_row(tmp_path):
    folder = Folder(tmp_path, TODAY)
    folder.put("kontrak", {"nomor_kontrak": "602/1-SPK"}, {"kode_paket": "K2", "nomor_kontrak": "602/1\u2013spk"})
    folder.put("adendum", {"tanggal": "2025-08-15"}, {"nomor": "2", "tanggal": "2025-08-14"})
    folder.put("tenaga_kerja", {}, {"kode_paket": "K2", "nama": "Nama Lain"})
    folder.put("pendaftaran")
    folder.put("pembayaran", {"tanggal_bayar": "2025-07-09", "jumlah": "1"}, {"kode_paket": "K2", "nomor_bukti": " b1"})
    report = folder.bring()
    assert report.errors == []
    told = {(one.file, one.row, one.column, one.reason) for one in report.warnings}

    def is_said(number, file, row, column, reason):
        assert any(one[:3] == (f"{file}.csv", row, column) and reason in one[3] for one in told), number

    is_said("4.6-66", "kontrak", 3, "nomor_kontrak", "juga dipakai paket")
    is_said("4.4-58", "adendum", 3, "tanggal", "mendahului adendum bernomor lebih kecil")
    is_said("4.1-19", "tenaga_kerja", 3, "nama", "yang pertama dipertahankan")
    assert any("lebih dari satu kontrak" in one[3] for one in told), "4.1-20"
    is_said("4.6-70", "pembayaran", 2, "tanggal_bayar", "mendahului pendaftaran")
    is_said("4.6-70", "pembayaran", 3, "tanggal_bayar", "belum ada pendaftaran")
    is_said("4.6-69", "pembayaran", 2, "jumlah", "dari aturan menurut nilai kontrak")
    is_said("4.6-68", "pembayaran", 3, "nomor_bukti", "juga dipakai kontrak lain")
    assert Contract.objects.get(package_code="K2").number == "602/1\u2013spk", "4.6-66: kept as it is written"


@pytest.mark.django_db
def test_days_in_common_on_one_contract_name_both_rows_and_write_nothing(tmp_path):
    """4.1-18."""
    folder = Folder(tmp_path, TODAY)
    folder.put("kontrak")
    folder.put("tenaga_kerja", {}, {"mulai": "2025-08-01"})
    (error,) = folder.bring().errors
    assert {error.row, error.other_row} == {2, 3}
    assert not any(stored().values())


def test_every_row_of_the_list_is_tested_here():
    """Rows 1 to 78 of sections 4.1 to 4.8 of the list of bad inputs; 45 is not on it, and nobody asks for a telephone (72)."""
    texts = "".join(one.read_text(encoding="utf-8") for one in Path(__file__).parent.glob("test_*.py"))
    assert {*range(1, 79)} - {45} == {int(number) for number in re.findall(r"\b4\.[1-8]-(\d+)", texts)}
