"""UCJ stated by form: by the branch alone, once a month, corrected with a reason."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from coverage.models import UCJStatement
from tests import cast, factories
from tests.coverage.insuring.test_bpjs_facts import errors
from tests.pages import read, texts

pytestmark = pytest.mark.django_db
PAGE = reverse("ucj_statements")
SAID = {
    "bulan": "2025-09", "pu": "231.450", "bpu": "40000", "jakon": "12000", "pmi": "0", "bekerja": "500.000",
    "tahun_bekerja": "2024", "oleh": "Cabang Bogor", "sumber": "Surat 12/2025",
}  # fmt: skip

SAID_BEFORE = {
    "month": date(2024, 12, 1), "pu": 1, "bpu": 1, "jakon": 1, "pmi": 1, "employed": 9, "employed_year": 2023,
    "stated_by": "Cabang Bogor", "source": "Surat 1/2024",
}  # fmt: skip


def test_a_month_is_stated_once_and_corrected_with_a_reason(sari):
    client = cast.signed_in(sari)
    for _ in range(2):
        assert client.post(PAGE, SAID).status_code == 303
    stated = UCJStatement.objects.get()
    assert (stated.month, stated.pu, stated.participants) == (date(2025, 9, 1), 231_450, 283_450)
    assert stated.recorded_events.count() == 1
    refused = client.post(PAGE, SAID | {"jakon": "12.500"})
    assert "berbeda pada: Jasa konstruksi (Jakon)" in errors(refused)["alasan"]
    assert UCJStatement.objects.get().jakon == 12_000
    assert client.post(PAGE, SAID | {"jakon": "12.500", "alasan": "Surat ralat"}).status_code == 303
    stated.refresh_from_db()
    assert stated.jakon == 12_500
    assert stated.recorded_events.latest("pgh_id").pgh_context.metadata["reason"] == "Surat ralat"
    page = read(client.get(PAGE))
    assert page.select_one("[name=bekerja]")["value"] == "500000"
    assert "September 2025" in page.get_text()
    assert page.select_one("[name=pu]").has_attr("data-count"), "dots while one types"
    UCJStatement.objects.create(**SAID_BEFORE)
    newest, older = read(client.get(PAGE)).select(".tbl-ucj")
    assert "2025" in newest.get_text()
    assert "Desember 2024" in older.find_parent("details").get_text()
    factories.contract()
    assert "283.950" in texts(client.get(reverse("measures"), {"pada": "2025-09-30"}))


@pytest.mark.parametrize(
    ("field", "written", "said"),
    [
        ("bulan", "2025-13", "bukan bulan"),
        ("bulan", "September", "bukan bulan"),
        ("bulan", f"{timezone.localdate().year + 1}-01", "belum tiba"),
        ("pu", "-1", "negatif"),
        ("pu", "1,234,567", "Bisa berarti"),
        ("pu", "12,5", "bilangan bulat"),
        ("jakon", "99999999999", "terlalu besar"),
        ("bekerja", "0", "lebih dari 0"),
        ("tahun_bekerja", "24", "empat angka"),
        ("oleh", "", "tidak boleh kosong"),
        ("sumber", "x" * 301, ""),
        ("sumber", "a\x00", "NUL"),
    ],
)
def test_what_cannot_be_stated_is_refused_at_its_field(sari, field, written, said):
    found = errors(cast.signed_in(sari).post(PAGE, SAID | {field: written}))
    assert set(found) == {field}
    assert said.lower() in found[field].lower()
    assert not UCJStatement.objects.exists()


def test_only_the_branch_states_ucj(ani, budi, eko, fitri):
    for reader in (ani, budi, eko, fitri):
        assert cast.signed_in(reader).post(PAGE, SAID).status_code == 403
    assert not UCJStatement.objects.exists()
