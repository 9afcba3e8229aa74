"""The files of the Kontrak list: exactly what is shown, harmless to open, saying what they answer."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from coverage.exporting import harmless
from coverage.rules import VERSION
from tests import factories as make
from tests.cast import agency_of, signed_in
from tests.coverage.workbooks import sheets

pytestmark = pytest.mark.django_db
D = "2025-09-30"


def download(user, form, query=""):
    answer = signed_in(user).get(f"{reverse('contract_export', kwargs={'form': form})}?pada={D}&{query}")
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="kontrak-{D}.{form}"'
    return answer.content


def csv_rows(content):
    """(head, header, rows) of a CSV file."""
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    gap = lines.index([])
    return dict(lines[:gap]), lines[gap + 1], lines[gap + 2 :]


@pytest.fixture
def city(budi):
    own = make.protected(make.contract(title="Jembatan Sendiri", agency=agency_of(budi), price="111000000.01"))
    make.assignment(own, make.worker(7))
    make.contract(title="Sekolah Asing", agency="Dinas Pendidikan", price=333_000_000)
    make.contract(title="=HYPERLINK(0)", agency="Dinas Pendidikan", ends_on=date(2025, 8, 31), price=222_000_000)
    return own


def test_the_file_has_the_rows_of_the_filter_in_the_order_of_the_page(city, ani):
    _, header, rows = csv_rows(download(ani, "csv", "berjalan=ya&sort=-nilai"))
    assert [row[header.index("Nama paket")] for row in rows] == ["Sekolah Asing", "Jembatan Sendiri"]
    assert [row[header.index("Nilai tanpa PPN (Rp)")] for row in rows] == ["300.000.000,00", "100.000.000,01"]
    assert [row[header.index("Tanggal kontrak")] for row in rows] == ["01/07/2025", "01/07/2025"]
    assert [row[header.index("Pekerja")] for row in rows] == ["tidak diketahui", "1"]


def test_the_file_has_the_visible_columns_alone(city, ani):
    _, header, _ = csv_rows(download(ani, "csv", "tanpa=waktu,nilai,pekerja"))
    assert header[0] == "Status"
    assert "Nama paket" in header
    assert not {"Tanggal kontrak", "Pekerja", "Nilai tanpa PPN (Rp)"} & set(header)


def test_both_forms_say_the_same(city, ani):
    _, header, rows = csv_rows(download(ani, "csv"))
    kontrak, _ = sheets(download(ani, "xlsx"))
    assert kontrak[0] == header
    assert len(kontrak) == len(rows) + 1 == 4


def test_the_file_says_filters_day_rules_and_sums(city, ani):
    head, _, _ = csv_rows(download(ani, "csv", "lindung=ya&tahun=2025&sort=-nilai"))
    assert head["Filter"] == "Perlindungan: terlindungi; Tahun anggaran: 2025"
    assert head["Urutan"] == "Nilai (Rp), turun"
    assert head["Keadaan per"] == "30 September 2025"
    assert head["Aturan"] == f"versi {VERSION}"
    assert head["Kontrak"] == "1 dari 3"
    assert head["Terlindungi"] == "1 dari 1 berjalan"
    assert "WIB" in head["Dihitung"]
    _, keterangan = sheets(download(ani, "xlsx", "lindung=ya&tahun=2025&sort=-nilai"))
    said = dict(keterangan)
    assert {name: said[name] for name in head if name != "Dihitung"} == {
        name: text for name, text in head.items() if name != "Dihitung"
    }


def test_formulas_are_neutralised_in_csv_and_texts_in_xlsx(city, ani):
    content = download(ani, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    _, header, rows = csv_rows(content)
    assert "'=HYPERLINK(0)" in [row[header.index("Nama paket")] for row in rows]
    kontrak, _ = sheets(download(ani, "xlsx"), cells="t")
    assert "s:=HYPERLINK(0)" in [row[2] for row in kontrak]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "   +"])
def test_what_would_begin_a_formula_gets_an_apostrophe(sign):
    assert harmless(f"{sign}1") == f"'{sign}1"


@pytest.mark.parametrize("text", ["", "Paket", "1-2", "a=b", "'=1", "602.1/1/SPK"])
def test_other_texts_stay_as_they_are(text):
    assert harmless(text) == text


def test_npwp_and_codes_stay_texts_in_the_workbook(ani):
    provider = make.contractor("CV Nol", npwp="0123456789012345")
    make.contract(contractor=provider, package_code="000123", number="1E5", rup_code="00012")
    kontrak, _ = sheets(download(ani, "xlsx"), cells="t")
    row = dict(zip((cell.removeprefix("s:") for cell in kontrak[0]), kontrak[1], strict=False))
    assert row["NPWP penyedia"] == "s:0123456789012345"
    assert row["Kode paket"] == "s:000123"
    assert row["Nomor kontrak"] == "s:1E5"
    assert row["Nilai tanpa PPN (Rp)"].startswith("n:")


def test_no_nik_and_no_name_of_a_worker_leaves(city, ani):
    for content in (download(ani, "csv"), *(str(sheet).encode() for sheet in sheets(download(ani, "xlsx")))):
        assert b"327101" not in content
        assert b"Pekerja Uji" not in content


def test_a_ppk_gets_the_own_agency_alone(city, budi):
    content = download(budi, "csv")
    _, header, rows = csv_rows(content)
    assert [row[header.index("Nama paket")] for row in rows] == ["Jembatan Sendiri"]
    assert b"Asing" not in content


def test_a_day_that_excel_does_not_know_is_a_text(ani):
    make.contract(signed_on=date(1, 1, 1), starts_on=date(1, 1, 1), ends_on=date(9999, 12, 31))
    kontrak, _ = sheets(download(ani, "xlsx"), cells="t")
    assert "s:01/01/0001" in kontrak[1]


def test_a_stranger_gets_no_file(client):
    assert client.get(reverse("contract_export", kwargs={"form": "csv"})).status_code == 302


def test_there_is_no_other_form(ani):
    assert signed_in(ani).get("/kontrak/unduh.pdf").status_code == 404
