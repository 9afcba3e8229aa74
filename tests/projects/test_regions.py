import csv
from collections import Counter

import pytest

from projects.models import Region
from projects.regions import KOTA_BOGOR
from tests.shared import shared

LEVELS = {"kota": "city", "kecamatan": "district", "kelurahan": "village"}


def test_one_city_six_kecamatan_68_kelurahan_in_order():
    assert Counter(level for _, _, level in KOTA_BOGOR) == {"city": 1, "district": 6, "village": 68}
    codes = [code for code, _, _ in KOTA_BOGOR]
    assert codes == sorted(set(codes))


def test_every_region_lies_in_the_one_above_it():
    codes = {code for code, _, _ in KOTA_BOGOR}
    assert all(code.rpartition(".")[0] in codes for code in codes if code != "32.71")


def test_codes_and_names_are_those_of_the_ministry():
    with shared("data/regions/kota_bogor_wilayah.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    official = tuple((row["kode_kemendagri"], row["nama"], LEVELS[row["tingkat"]]) for row in rows)
    assert official == KOTA_BOGOR


@pytest.mark.django_db
def test_the_register_knows_them():
    assert Region.objects.count() == 1 + 6 + 68
    assert Region.objects.get(code="32.71.04").name == "Bogor Barat"
