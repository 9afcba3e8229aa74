"""Random cities through the importer: exact figures, nothing changed by the same again, order and parts without effect."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coverage.measuring import as_json, figures_on
from tests import oracle
from tests.cities import cities
from tests.coverage.importing.files import Folder

pytestmark = pytest.mark.django_db
FEW = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
ORDER = ("kontrak", "tenaga_kerja", "adendum", "pendaftaran", "pembayaran", "kepesertaan")


def days_of(city):
    return [city.anchor + timedelta(days=offset) for offset in (-15, -1, 0, 1, 9, 30, 60)]


def figures(city):
    return [as_json(figures_on(day)) for day in days_of(city)]


def answers(city):
    known = oracle.City(city.tables)
    return [known.on(day) for day in days_of(city)]


class Rolled:
    """An empty folder and a transaction that is rolled back."""

    def __enter__(self):
        self.folder = TemporaryDirectory()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        return Folder(Path(self.folder.name), date(2026, 1, 1))

    def __exit__(self, *error):
        transaction.set_rollback(True)
        self.transaction.__exit__(*error)
        self.folder.cleanup()


@FEW
@given(cities())
def test_figures_are_those_of_the_oracle_and_again_nothing_changes(city):
    with Rolled() as folder:
        folder.put_tables(city.tables)
        assert folder.bring().errors == []
        assert figures(city) == answers(city)
        assert folder.bring().changes == 0


@FEW
@given(cities(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(city, chance):
    turned = {name: chance.sample(rows, len(rows)) for name, rows in city.tables.items()}
    with Rolled() as folder:
        folder.put_tables(turned)
        assert folder.bring().errors == []
        assert figures(city) == answers(city)
        folder.put_tables(city.tables)
        assert folder.bring().changes == 0


@settings(FEW, max_examples=4)
@given(cities(), st.integers(0, 3))
def test_several_runs_are_as_one(city, cut):
    with Rolled() as folder:
        for name in ORDER:
            for rows in (city.tables[name][:cut], city.tables[name][cut:]):
                folder.clear()
                folder.put_tables({name: rows})
                assert folder.bring().errors == []
        folder.put_tables(city.tables)
        assert folder.bring().changes == 0
        assert figures(city) == answers(city)
