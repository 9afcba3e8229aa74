"""The history of one contract as its page tells it."""

from datetime import date
from decimal import Decimal

import pghistory
import pytest

from accounts.models import Role, User
from coverage.changes import MASK, changes_of
from projects.models import Assignment, Contract
from tests import factories as make

pytestmark = pytest.mark.django_db


def told(change):
    return [(one.name, one.before, one.after) for one in change.alterations]


def test_old_and_new_stand_side_by_side_newest_first():
    contract = make.contract(officer="PPK Lama")
    user = User.objects.create_user("ani@contoh.test", "Ani", Role.PROCUREMENT)
    with pghistory.context(user=user.pk):
        contract.price, contract.officer = Decimal("222000000"), make.officer("PPK Baru")
        contract.save()
    registration = make.registration(contract, "S-1", valid_to=date(2025, 10, 1))
    registration.valid_to = date(2025, 12, 1)
    registration.save()
    registration.delete()
    deleted, moved, added, changed, made = sorted(changes_of(contract), key=lambda one: one.part, reverse=True)
    assert [one.act_in_words for one in (deleted, moved, added)] == ["dihapus", "diubah", "ditambahkan"]
    assert told(moved) == [("berlaku sampai", date(2025, 10, 1), date(2025, 12, 1))]
    assert ("nomor sertifikat", None, "S-1") in told(added)
    assert ("nomor sertifikat", "S-1", None) in told(deleted)
    assert deleted.title == "Sertifikat S-1"
    assert changed.who == "Ani"
    assert told(changed) == [
        ("PPK penanda tangan", "PPK Lama", "PPK Baru"),
        ("nilai kontrak (dengan PPN)", Decimal("111000000"), Decimal("222000000")),
    ]
    assert made.act == "insert"
    assert made.who.startswith("tanpa orang yang masuk: ")
    assert made.who.endswith("(cakupan)")


def test_wages_and_numbers_of_persons_stay_hidden():
    contract = make.contract()
    assignment = make.assignment(contract, wage=Decimal("4000000"), kpj="123")
    assignment.wage = Decimal("4500000")
    assignment.save()
    change = changes_of(contract)[0] if changes_of(contract)[0].act == "update" else changes_of(contract)[1]
    assert told(change) == [("upah sebulan", MASK, MASK)]
    assert "4000000" not in str(changes_of(contract))


def test_roster_rows_of_one_act_stand_as_one_change():
    contract = make.contract()
    Assignment.objects.bulk_create(
        Assignment(contract=contract, worker=make.worker(), starts_on=date(2025, 7, 1)) for _ in range(4)
    )
    (change,) = [one for one in changes_of(contract) if one.part == "assignment"]
    assert (change.title, change.count, change.act) == ("4 tenaga kerja", 4, "insert")


def test_only_this_contract_and_always_two_queries(django_assert_num_queries):
    contract, other = make.contract(), make.contract()
    for one in (contract, other):
        make.protected(one)
        make.amendment(one)
        make.declaration(one, 3)
        make.assignment(one)
    Contract.objects.filter(pk=other.pk).update(title="Lain sekali")
    with django_assert_num_queries(2):
        changes = changes_of(contract)
    parts = ["amendment", "assignment", "contract", "declaration", "instalment", "registration"]
    assert sorted(one.part for one in changes) == parts
    assert "Lain sekali" not in str(changes)
    with django_assert_num_queries(2):
        assert len(changes_of(contract, most=2)) == 2
