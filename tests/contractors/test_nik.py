"""The NIK as a type of its own: what is one, and where its digits never go."""

import copy
import json
import pickle
import traceback
from datetime import date

import pytest
from django.core import serializers
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from contractors.models import Worker
from contractors.nik import MASK, NIK, PROVINCES, InvalidNIK, parse_nik

DIGITS = "3271010101900001"


@st.composite
def births(draw):
    """A birth date as a NIK tells it: (born_on, sex)."""
    return draw(st.dates(date(1925, 1, 1), date(2024, 12, 31))), draw(st.sampled_from("LP"))


@st.composite
def possible(draw):
    """The digits of a possible NIK with the birth date and sex inside it."""
    born_on, sex = draw(births())
    province = draw(st.sampled_from(sorted(PROVINCES)))
    city, district = draw(st.integers(1, 99)), draw(st.integers(1, 99))
    day = born_on.day + (40 if sex == "P" else 0)
    serial = draw(st.integers(1, 9999))
    digits = f"{province}{city:02}{district:02}{day:02}{born_on.month:02}{born_on.year % 100:02}{serial:04}"
    return digits, born_on, sex


@given(possible())
def test_every_possible_nik_is_read_and_tells_birth_and_sex(one):
    digits, born_on, sex = one
    nik = parse_nik(digits)
    assert nik.reveal() == digits
    assert nik.sex == sex
    assert nik.agrees_with_birth(born_on)


@given(possible(), st.dates(date(1925, 1, 1), date(2024, 12, 31)))
def test_another_birth_date_disagrees(one, other):
    digits, born_on, _ = one
    same = (other.day, other.month, other.year % 100) == (born_on.day, born_on.month, born_on.year % 100)
    assert NIK(digits).agrees_with_birth(other) == same


@given(possible(), st.sampled_from(["", " ", "\n", "\t", "\r\n"]), st.sampled_from(["", "'"]), st.data())
def test_spaces_dots_dashes_and_one_apostrophe_are_left_out(one, space, apostrophe, data):
    digits, _, _ = one
    for sign in data.draw(st.lists(st.sampled_from(" .-"), max_size=4)):
        at = data.draw(st.integers(0, len(digits)))
        digits = digits[:at] + sign + digits[at:]
    assert parse_nik(f"{space}{apostrophe}{digits}{space}").reveal() == one[0]


@given(st.text(max_size=80))
def test_any_text_is_a_nik_or_a_reason_without_the_text(text):
    nik = reason = None
    try:
        nik = parse_nik(text)
    except InvalidNIK as refused:
        reason = str(refused)
    if nik is None:
        assert len(text) < 6 or text not in reason
    else:
        assert nik.reveal().isascii()
        assert len(nik.reveal()) == 16


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("", "wajib"),
        ("   ", "wajib"),
        (DIGITS[:15], "tertulis 15"),
        (DIGITS + "1", "tertulis 17"),
        ("".join(chr(0xFF10 + int(sign)) for sign in DIGITS), "0-9"),
        ("".join(chr(0x660 + int(sign)) for sign in DIGITS), "0-9"),
        (DIGITS[:8] + "\u200b" + DIGITS[8:], "ke-9"),
        (DIGITS[:8] + "\x00" + DIGITS[8:], "ke-9"),
        ("''" + DIGITS, "ke-1"),
        ("3.27101E+15", "Teks"),
        ("3,27101e15", "Teks"),
        ("0" * 16, "sama semua"),
        ("3" * 16, "sama semua"),
        ("00" + DIGITS[2:], "provinsi"),
        ("99" + DIGITS[2:], "provinsi"),
        (DIGITS[:2] + "00" + DIGITS[4:], "kabupaten"),
        (DIGITS[:4] + "00" + DIGITS[6:], "kabupaten"),
        (DIGITS[:6] + "000180" + DIGITS[12:], "tanggal lahir"),
        (DIGITS[:6] + "320180" + DIGITS[12:], "tanggal lahir"),
        (DIGITS[:6] + "400180" + DIGITS[12:], "tanggal lahir"),
        (DIGITS[:6] + "720180" + DIGITS[12:], "tanggal lahir"),
        (DIGITS[:6] + "300280" + DIGITS[12:], "tanggal lahir"),
        (DIGITS[:6] + "011380" + DIGITS[12:], "tanggal lahir"),
        (DIGITS[:12] + "0000", "0000"),
        ("3" * 10_000_000, "10000000"),
    ],
)
def test_what_is_none_says_why_without_the_number(written, words):
    with pytest.raises(InvalidNIK, match=words) as caught:
        parse_nik(written)
    text = "".join(traceback.format_exception(caught.value))
    assert len(written) < 8 or written not in text
    assert DIGITS[:12] not in str(caught.value)


def test_a_leap_day_of_one_century_is_enough():
    assert NIK(DIGITS[:6] + "290200" + DIGITS[12:]).agrees_with_birth(date(2000, 2, 29))
    with pytest.raises(InvalidNIK):
        NIK(DIGITS[:6] + "290201" + DIGITS[12:])


@pytest.mark.parametrize("written", [DIGITS + "\n", " " + DIGITS, DIGITS.replace("0", "\uff10", 1)])
def test_the_type_itself_takes_sixteen_ascii_digits_alone(written):
    with pytest.raises(InvalidNIK):
        NIK(written)


@given(possible())
def test_it_prints_masked_wherever_it_goes(one):
    digits, _, _ = one
    nik = NIK(digits)
    shown = [str(nik), repr(nik), f"{nik}", f"{nik!r:>30}", repr([nik]), repr({"nik": nik}), format(nik, ">40")]
    assert not any(digits in text or digits[:12] in text for text in shown)
    assert str(nik) == MASK + digits[-4:]


def test_it_is_neither_pickled_nor_copied_nor_made_json():
    nik = NIK(DIGITS)
    for spill in (pickle.dumps, copy.copy, copy.deepcopy, json.dumps):
        with pytest.raises(TypeError) as caught:
            spill(nik)
        assert DIGITS not in str(caught.value)
    assert not hasattr(nik, "__dict__")


@given(possible(), possible())
def test_equal_numbers_are_equal_and_found_by_the_same_index(one, other):
    left, right = NIK(one[0]), NIK(other[0])
    assert (left == right) == (one[0] == other[0]) == (left.index() == right.index())
    assert left == NIK(one[0])
    assert hash(left) == hash(NIK(one[0]))
    assert left != one[0]
    assert len(left.index()) == 32


@given(possible())
def test_sealed_it_is_another_text_each_time_and_opens_again(one):
    nik = NIK(one[0])
    sealed = nik.seal()
    assert sealed != nik.seal()
    assert one[0].encode() not in sealed
    assert NIK.unseal(sealed) == nik
    assert NIK.unseal(memoryview(sealed)) == nik


@pytest.mark.parametrize(
    "spoil",
    [lambda sealed: sealed[:-1], lambda sealed: b"\x02" + sealed[1:], lambda sealed: b"", lambda sealed: sealed[:5]],
)
def test_what_was_spoilt_does_not_open(spoil):
    with pytest.raises(InvalidNIK):
        NIK.unseal(spoil(NIK(DIGITS).seal()))


def test_another_key_neither_opens_nor_finds(settings):
    nik = NIK(DIGITS)
    sealed, index = nik.seal(), nik.index()
    settings.NIK_KEY, settings.NIK_INDEX_KEY = bytes(32), bytes(32)
    with pytest.raises(InvalidNIK):
        NIK.unseal(sealed)
    assert nik.index() != index


@pytest.mark.django_db
def test_the_database_holds_it_sealed_and_gives_it_back():
    nik = NIK(DIGITS)
    Worker.objects.create(nik=nik, nik_index=nik.index(), name="Uji")
    assert Worker.objects.get(nik_index=nik.index()).nik == nik
    with connection.cursor() as cursor:
        cursor.execute("SELECT nik, nik::text || nik_index::text || name FROM contractors_worker")
        sealed, text = cursor.fetchone()
    assert len(sealed) == 45
    assert DIGITS not in text
    assert DIGITS.encode().hex() not in text


@pytest.mark.django_db
def test_neither_the_refusal_of_a_second_one_nor_a_fixture_carries_it():
    nik = NIK(DIGITS)
    worker = Worker.objects.create(nik=nik, nik_index=nik.index())
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        Worker.objects.create(nik=nik, nik_index=nik.index())
    assert DIGITS not in "".join(traceback.format_exception(caught.value))
    assert DIGITS not in serializers.serialize("json", [worker])
    assert DIGITS not in repr(vars(worker))


def test_the_latest_birth_that_a_day_allows():
    assert NIK("3271010101100001").birth_before(date(2026, 1, 1)) == date(2010, 1, 1)
    assert NIK("3271014101100001").birth_before(date(2009, 12, 31)) == date(1910, 1, 1)
    assert NIK("3271012902000001").birth_before(date(2026, 1, 1)) == date(2000, 2, 29)
    assert NIK("3271012902000001").birth_before(date(1999, 1, 1)) is None
