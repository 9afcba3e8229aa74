"""What cannot be a NIK, a name, a wage or a day is refused at its field, in Indonesian, and writes nothing."""

import pytest
from django.urls import reverse

from contractors.models import Worker
from tests import cast, factories
from tests.coverage.crew.test_people import NIK, SAID
from tests.coverage.insuring.test_bpjs_facts import errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(budi):
    return reverse("assignment_new", args=[factories.contract(agency=cast.agency_of(budi)).uid])


REFUSED = [
    ("nik", "", "kosong"),
    ("nik", NIK[:15], "tertulis 15"),
    ("nik", NIK + "1", "tertulis 17"),
    ("nik", NIK.translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)}), "angka yang bukan 0-9"),
    ("nik", NIK.translate({ord(str(digit)): 0x660 + digit for digit in range(10)}), "angka yang bukan 0-9"),
    ("nik", "3.27101E+15", "E+"),
    ("nik", "3" * 16, "sama semua"),
    ("nik", NIK[:12] + "0000", "0000"),
    ("nik", "98" + NIK[2:], "provinsi"),
    ("nik", NIK[:6] + "40" + NIK[8:], "tanggal lahir"),
    ("nik", NIK[:6] + "72" + NIK[8:], "tanggal lahir"),
    ("nik", NIK[:8] + "13" + NIK[10:], "tanggal lahir"),
    ("nik", NIK[:5] + "\u200b" + NIK[5:], "aksara ke-6"),
    ("nik", NIK[:5] + "\x00" + NIK[5:], "NUL"),
    ("nik", "3" * 100_000, "64"),
    ("nama", "", "kosong"),
    ("nama", "   ", "kosong"),
    ("nama", "O", "satu huruf"),
    ("nama", "Wawan \U0001f600", "emoji"),
    ("nama", "A" * 151, "150"),
    ("nama", "Wa\x00wan", "NUL"),
    ("nama", "Wa\u200bwan", "tidak terlihat"),
    ("upah", "4,500,000", "Bisa berarti"),
    ("upah", "-1", "negatif"),
    ("upah", "NaN", "ukan angka"),
    ("upah", "Infinity", "ukan angka"),
    ("upah", "1e400", "ukan angka"),
    ("upah", "1_000", "ukan angka"),
    ("upah", "１２", "ukan angka"),
    ("upah", "1.000.000.000.000.001", "triliun"),
    ("upah", "1,005", "desimal"),
    ("mulai", "", "kosong"),
    ("mulai", "31/04/2026", "kalender"),
    ("mulai", "29/02/2027", "kalender"),
    ("mulai", "45292", "ukan tanggal"),
    ("mulai", "01/01/0026", "1900"),
    ("mulai", "01/01/20226", "ukan tanggal"),
    ("mulai", "infinity", "ukan tanggal"),
    ("selesai", "01/01/2024", "Mendahului"),
    ("tanggal_lahir", "01/01/2049", "Sesudah hari ini"),
    ("jenis_kelamin", "X", "X"),
    ("status_kerja", "Budak", "Budak"),
    ("kode_domisili", "Bogor", "kode wilayah"),
    ("kpj", "123", "11 angka"),
    ("jabatan", "a" * 101, "100"),
    ("jabatan", "a\nb", "satu baris"),
]


@pytest.mark.parametrize(("field", "written", "said"), REFUSED)
def test_it_is_refused_at_its_field(budi, address, field, written, said):
    found = errors(cast.signed_in(budi).post(address, SAID | {field: written}))
    assert set(found) == {field}
    assert said.lower() in found[field].lower()
    assert not Worker.objects.exists()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ({"nik": f"'{NIK}\n"}, "Wawan Setiawan"),
        ({"nik": f"{NIK[:6]} {NIK[6:12]}.{NIK[12:14]}-{NIK[14:]}"}, "Wawan Setiawan"),
        ({"nama": "=HYPERLINK(1)"}, "=HYPERLINK(1)"),
        ({"nama": "<script>alert(1)</script>"}, "<script>alert(1)</script>"),
        ({"nama": "Ma'ruf"}, "Ma'ruf"),
        ({"nama": "Null"}, "Null"),
        ({"nama": "Jose\u0301"}, "Jos\u00e9"),
        ({"nama": "Wa\u202ewan"}, "Wawan"),
        ({"nama": "O", "yakin": "on"}, "O"),
        ({"upah": "Rp 4.500.000,-"}, "Wawan Setiawan"),
        ({"upah": "4.500.000,50"}, "Wawan Setiawan"),
        ({"upah": "-0"}, "Wawan Setiawan"),
        ({"selesai": SAID["mulai"]}, "Wawan Setiawan"),
    ],
)
def test_it_is_taken_as_it_is_meant(budi, address, typed, stored):
    client = cast.signed_in(budi)
    answer = client.post(address, SAID | typed)
    assert answer.status_code == 303
    assert Worker.objects.get().name == stored
    assert "<script>alert" not in client.get(answer.url).content.decode()
