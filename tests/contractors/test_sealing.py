"""Uploaded bytes at rest: they open for their own record alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractors.nik import NIK, InvalidNIK
from contractors.sealing import Spoilt, seal_bytes, unseal_bytes
from tests.factories import invented_nik


@given(st.binary(max_size=2000), st.text(max_size=40))
def test_what_was_sealed_opens_again(content, record):
    sealed = seal_bytes(content, record)
    assert unseal_bytes(memoryview(sealed), record) == content
    assert seal_bytes(content, record) != sealed


def test_spoilt_bytes_and_those_of_another_record_do_not_open():
    sealed = seal_bytes(b"rahasia", "a")
    assert b"rahasia" not in sealed
    for spoilt, record in [
        (sealed, "b"),
        (sealed[:-1], "a"),
        (b"", "a"),
        (b"\x02" + sealed[1:], "a"),
        (sealed[:5], "a"),
    ]:
        with pytest.raises(Spoilt):
            unseal_bytes(spoilt, record)


def test_a_file_is_no_nik_and_a_nik_no_file():
    with pytest.raises(InvalidNIK):
        NIK.unseal(seal_bytes(b"3271010101900001", ""))
    with pytest.raises(Spoilt):
        unseal_bytes(invented_nik(1).seal(), "")
