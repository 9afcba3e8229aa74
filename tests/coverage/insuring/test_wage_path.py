"""Which path the contribution takes, by wages or by value, on every page that tells an amount; and to whom."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from coverage.models import HeadcountDeclaration, WageRate
from tests import cast, factories
from tests.pages import read, texts

pytestmark = pytest.mark.django_db
ON = {"pada": "2025-09-30"}
READERS = ("budi", "ani", "sari", "eko", "fitri")
ROOMS = ("registration_new", "instalment")


@pytest.fixture
def contract(budi):
    """By value Rp 240.000. Two workers, 1 July to 31 December: 6 × (91.800 + 68.000) = Rp 958.800 by wages."""
    made = factories.contract(agency=cast.agency_of(budi), price=Decimal(111_000_000))
    factories.assignment(made, factories.worker(1), wage=Decimal(4_500_000))
    factories.assignment(made, factories.worker(2), wage=Decimal("3333333.33"))
    factories.declaration(made, 2)
    return made


def detail(reader, contract):
    return cast.signed_in(reader).get(reverse("contract_detail", args=[contract.uid]), ON)


def form(reader, contract, name):
    return cast.signed_in(reader).get(reverse(name, args=[contract.uid, *([1] if name == "instalment" else [])]))


def sheet(answer):
    return answer.context["dossier"].sheet


def test_by_wages_where_all_are_known(budi, contract):
    answer = detail(budi, contract)
    assert (sheet(answer).owed, sheet(answer).by_value) == (958_800, 240_000)
    assert [line.owed for line in sheet(answer).lines] == [479_400, 239_700, 239_700]
    shown = texts(answer)
    assert "Menurut upah. Upah semua 2 pekerja yang tercatat diketahui" in shown
    assert "Menurut upah Rp 958.800 (12 bulan upah, JKK 1,74 % dan JKM 0,30 %; JKK Rp 817.800, JKM Rp 141.000)" in shown
    assert "Menurut nilai kontrak Rp 240.000" in shown


def test_what_an_amendment_adds_by_value_is_not_told_as_what_holds(budi, contract):
    factories.amendment(contract, number="A-1", new_price=Decimal(222_000_000))
    by_wages = "Menurut nilai kontrak adendum A-1 menambah iuran Rp 190.000; yang berlaku menurut upah."
    assert by_wages in texts(detail(budi, contract))
    HeadcountDeclaration.objects.update(headcount=3)
    assert "Adendum A-1 menambah iuran Rp 190.000." in texts(detail(budi, contract))


def test_the_forms_say_the_same(budi, contract):
    for name in ROOMS:
        answer = form(budi, contract, name)
        assert "Menurut upah Rp 958.800" in texts(answer)
        assert "Menurut nilai kontrak Rp 240.000" in texts(answer)
    assert read(form(budi, contract, "registration_new")).select_one("[name=iuran]")["value"] == "958.800"
    assert read(form(budi, contract, "instalment")).select_one("[name=jumlah]")["value"] == "479.400"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda one: one.assignments.all().delete(), "Belum ada pekerja proyek yang tercatat namanya"),
        (lambda one: one.assignments.update(employment="PKWTT"), "Belum ada pekerja proyek yang tercatat namanya"),
        (lambda one: one.assignments.filter(wage=4_500_000).update(wage=None), "Upah diketahui untuk 1 dari 2 pekerja"),
        (lambda one: HeadcountDeclaration.objects.all().delete(), "belum dinyatakan PPK"),
        (lambda one: factories.declaration(one, 3, date(2025, 8, 1)), "kurang dari 3 yang dinyatakan PPK"),
        (lambda one: WageRate.objects.all().delete(), "Tarif upah pada tanggal kontrak tidak diketahui"),
    ],
)
def test_else_by_value_and_why(budi, contract, change, said):
    change(contract)
    answer = detail(budi, contract)
    assert sheet(answer).owed == 240_000
    assert said in texts(answer)
    assert "Menurut nilai kontrak tanpa PPN." in texts(answer)


def test_an_amendment_of_the_price_owes_nothing_by_wages(budi, contract):
    factories.amendment(contract, new_price=Decimal(222_000_000))
    answer = detail(budi, contract)
    assert (sheet(answer).owed, sheet(answer).by_value) == (958_800, 430_000)


def amended(reader, contract, **typed):
    said = {"nomor": "1", "tanggal": "01/09/2025", "nilai_baru": "222.000.000", "uraian": "Tambah"} | typed
    return cast.signed_in(reader).get(reverse("amendment_new", args=[contract.uid]), said)


def test_the_amendment_page_takes_the_same_path_and_says_which(budi, ani, contract):
    said = texts(amended(budi, contract))
    assert "Tambahan karena adendum Rp 0 Seluruh iuran sesudahnya Rp 958.800" in said
    assert "Menurut upah. Upah semua 2 pekerja yang tercatat diketahui" in said
    assert "Menurut nilai kontrak Rp 430.000" in said
    longer = texts(amended(budi, contract, nilai_baru="", selesai_baru="31/01/2026"))
    assert "Tambahan karena adendum Rp 159.800 Seluruh iuran sesudahnya Rp 1.118.600" in longer, (
        "one month of two wages"
    )
    veiled = texts(amended(ani, contract))
    assert "Tambahan karena adendum Rp 190.000 Seluruh iuran sesudahnya Rp 430.000" in veiled
    assert "tampil bagi PPK instansinya dan BPJS saja" in veiled
    assert "Masih terutang" not in veiled
    assert not [one for one in ("958.800", "159.800", "817.800") if one in veiled]
    contract.assignments.filter(wage=4_500_000).update(wage=None)
    bare = texts(amended(budi, contract))
    assert "Tambahan karena adendum Rp 190.000" in bare
    assert "Upah diketahui untuk 1 dari 2 pekerja" in bare


@pytest.mark.parametrize("who", READERS)
def test_an_amount_that_follows_from_wages_is_for_ppk_and_bpjs_alone(who, contract, request):
    reader = request.getfixturevalue(who)
    factories.instalment(contract, 1, amount=Decimal(500_000), paid_on=date(2025, 7, 11))
    answers = [detail(reader, contract)]
    answers += [form(reader, contract, name) for name in ROOMS]
    for answer in (one for one in answers if one.status_code == 200):
        shown = texts(answer)
        assert "Menurut upah" in shown
        sees = who in ("budi", "sari")
        for secret in ("958.800", "479.400", "817.800", "20.600", "458.800"):
            assert (secret in answer.content.decode()) <= sees, secret
        assert ("tampil bagi PPK instansinya dan BPJS saja" in shown) is not sees
    assert ("lebih Rp 20.600" in texts(answers[0])) is (who in ("budi", "sari"))


def test_whoever_may_not_see_wages_gets_no_amount_to_copy(ani, contract):
    page = read(form(ani, contract, "instalment"))
    assert page.select_one("[name=jumlah]").get("value", "") == ""
    assert read(form(ani, contract, "registration_new")).select_one("[name=iuran]").get("value", "") == ""


def test_a_foreign_ppk_learns_nothing(citra, contract):
    assert detail(citra, contract).status_code == 404
    assert all(form(citra, contract, name).status_code == 404 for name in ROOMS)
