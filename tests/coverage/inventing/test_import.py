"""The invented files on their way into the register."""

from datetime import date

import pytest

from coverage.importing import import_files
from coverage.inventing.city import invent
from coverage.inventing.templates import rows, write
from coverage.measuring import figures_on, series
from coverage.models import Finding
from tests import oracle
from tests.oracle_findings import FINDINGS

pytestmark = pytest.mark.django_db
DAY = date(2026, 1, 15)


@pytest.mark.parametrize("day", [date(2026, 6, 30), date(2026, 11, 24)])
def test_they_are_accepted_without_an_error(day, tmp_path):
    write(tmp_path, rows(invent(day), day))
    report = import_files([tmp_path], day, dry_run=True)
    assert report.errors == []
    assert report.tallies["kontrak"].new > 1400


def test_the_register_says_of_them_what_the_oracle_says(tmp_path):
    write(tmp_path, rows(invent(DAY), DAY))
    import_files([tmp_path], DAY)
    city = oracle.City(oracle.read(tmp_path))
    for on in (date(2025, 1, 2), date(2025, 8, 31), date(2025, 12, 31), DAY):
        figures, unknown = city.figures(on)
        assert {rate.measure: (rate.numerator, rate.denominator) for rate in figures_on(on).rates} == figures
        assert figures_on(on).unknown_contracts == unknown
    rates = [float(one.workers.percent) for one in series(date(2025, 1, 1), DAY)]
    assert min(rates) >= 35
    assert max(rates) <= 52
    codes = set(Finding.objects.filter(day=DAY).values_list("code", flat=True))
    assert codes == set(FINDINGS) - {"value_above_hps"}


def test_the_same_files_again_change_nothing(tmp_path):
    write(tmp_path, rows(invent(DAY), DAY))
    import_files([tmp_path], DAY)
    assert import_files([tmp_path], DAY).changes == 0
