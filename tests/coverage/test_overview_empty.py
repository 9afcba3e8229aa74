"""Beranda of a register without contracts: each reader is led to where they may begin."""

import re

import pytest

from tests import cast
from tests.cast import signed_in
from tests.pages import read

pytestmark = pytest.mark.django_db

NEXT = {
    "ani": (cast.make_ani, {"/kontrak/baru/", "/kontrak/tempel/", "/impor/unggah/"}),
    "budi": (cast.make_budi, {"/kontrak/baru/", "/kontrak/tempel/", "/impor/unggah/"}),
    "sari": (cast.make_sari, set()),
    "eko": (cast.make_eko, set()),
    "fitri": (cast.make_fitri, {"/pengguna/"}),
}


@pytest.mark.parametrize("who", NEXT)
def test_an_empty_register_leads_each_reader_where_they_may_begin(who):
    make, places = NEXT[who]
    answer = signed_in(make()).get("/")
    block = re.search(r'<div class="nothing">.*?</div>', answer.content.decode(), re.DOTALL).group()
    assert set(re.findall(r'<a [^>]*href="([^"]+)"', block)) == places
    assert ("import_data" in block) == (who == "fitri")
    assert read(answer).marks == []
