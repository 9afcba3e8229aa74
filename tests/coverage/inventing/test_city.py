"""The invented city on several days, read back from its files and judged by the oracle."""

from collections import Counter
from datetime import date, timedelta

import pytest

from coverage.calendar import working
from coverage.inventing.agencies import BUDI, PUBLIC_WORKS
from coverage.inventing.city import invent
from coverage.inventing.templates import COLUMNS, rows, write
from tests import oracle
from tests.oracle_findings import FINDINGS
from tests.oracle_tables import day_of, holds

DAYS = [date(2026, 1, 15), date(2026, 6, 30), date(2026, 11, 24), date(2026, 12, 31), date(2028, 2, 29)]


class Invented:
    """The city of one day as its files tell it."""

    def __init__(self, day, folder):
        self.day, self.folder = day, folder
        write(folder, rows(invent(day), day))
        self.tables = oracle.read(folder)
        self.city = oracle.City(self.tables)

    def rate(self, on):
        numerator, denominator = self.city.figures(on)[0]["workers"]
        return 100 * numerator / denominator, denominator


@pytest.fixture(scope="module", params=DAYS, ids=str)
def invented(request, tmp_path_factory):
    return Invented(request.param, tmp_path_factory.mktemp("city"))


def test_the_same_seed_and_day_give_the_same_bytes(invented, tmp_path):
    again = Invented(invented.day, tmp_path)
    for name in COLUMNS:
        assert (again.folder / f"{name}.csv").read_bytes() == (invented.folder / f"{name}.csv").read_bytes()


def test_another_seed_gives_another_city(tmp_path):
    day = date(2026, 6, 30)
    assert rows(invent(day, seed=1), day) != rows(invent(day, seed=2), day)


def test_about_a_thousand_contracts_a_year_most_of_them_small(invented):
    last_year = [row for row in invented.tables["kontrak"] if row["tahun"] == str(invented.day.year - 1)]
    assert 980 <= len(last_year) <= 1030
    assert sum(int(row["nilai_kontrak"]) < 400_000_000 for row in last_year) > 0.8 * len(last_year)
    assert 7 <= len(invented.tables["tenaga_kerja"]) / len(invented.tables["kontrak"]) <= 9


def test_the_rate_climbs_from_the_high_thirties_to_just_under_the_target(invented):
    first = date(invented.day.year - 1, 1, 1)
    assert all(35 <= invented.rate(first + timedelta(days=n))[0] <= 41 for n in range(31))
    rate, persons = invented.rate(invented.day)
    assert 48.5 <= rate < 50
    assert persons > 500


def test_the_rate_is_never_far_from_its_course(invented):
    on = date(invented.day.year - 1, 1, 1)
    while on <= invented.day:
        rate, persons = invented.rate(on)
        assert 35 <= rate <= 52, on
        assert persons > 400, on
        on += timedelta(days=9)


def test_budi_has_eleven_running_contracts_in_many_states(invented):
    city, day = invented.city, invented.day
    his = {code for code, row in city.contracts.items() if row["ppk"] == BUDI and city.runs(code, day)}
    assert len(his) == 11
    assert all(city.counts(code) and city.contracts[code]["opd"] == PUBLIC_WORKS for code in his)
    found = city.findings(day, working())
    states = {finding: len(codes & his) for finding, codes in found.items()}
    for finding in set(FINDINGS) - {"value_above_hps", "end_date_missing", "past_end_not_closed"}:
        assert states[finding] >= 1, finding
    assert sum(code not in set().union(*found.values()) for code in his) >= 3


def test_every_finding_of_a_template_occurs(invented):
    found = invented.city.findings(invented.day, working())
    assert {finding for finding, codes in found.items() if not codes} == {"value_above_hps"}  # no template has the HPS


def test_nothing_has_happened_after_the_day(invented):
    facts = {
        "kontrak": ["tanggal_kontrak", "tanggal_selesai_nyata"],
        "adendum": ["tanggal"],
        "tenaga_kerja": ["mulai", "selesai"],
        "pendaftaran": ["tanggal_daftar"],
        "pembayaran": ["tanggal_bayar"],
        "kepesertaan": ["mulai", "selesai"],
    }
    for name, columns in facts.items():
        for column in columns:
            known = [day_of(row, column) for row in invented.tables[name]]
            assert max(day for day in known if day) <= invented.day, (name, column)


def test_all_sorts_of_contracts_occur(invented):
    table = invented.tables["kontrak"]
    assert {row["jenis"] for row in table} == {
        "Pekerjaan Konstruksi",
        "Jasa Konsultansi Perencanaan",
        "Jasa Konsultansi Pengawasan",
        "Konstruksi Terintegrasi",
    }
    assert {row["sumber_dana"] for row in table} == {"APBD", "APBDP", "BLUD", "APBN"}
    assert "Swakelola" in {row["metode"] for row in table}
    assert {row["status"] for row in table} == {"Berjalan", "Selesai", "Putus", "Batal"}
    assert {row["segmen"] for row in invented.tables["kepesertaan"]} == {"PU", "BPU"}
    assert len({row["opd"] for row in table}) == 19


def test_workers_return_and_some_work_on_two_contracts_at_once(invented):
    per_person = Counter(row["nik"] for row in invented.tables["tenaga_kerja"])
    assert sum(times > 1 for times in per_person.values()) > 0.4 * len(per_person)
    last_summer = date(invented.day.year - 1, 8, 20)
    at_once = Counter(row["nik"] for row in invented.tables["tenaga_kerja"] if holds(row, last_summer))
    assert max(at_once.values()) >= 2


def test_most_contracts_are_signed_in_summer_and_end_with_the_year(invented):
    year = invented.day.year - 1
    signed = [day_of(row, "tanggal_kontrak") for row in invented.tables["kontrak"] if row["tahun"] == str(year)]
    by_month = Counter(day.month for day in signed)
    assert {month for month, _ in by_month.most_common(3)} == {7, 8, 9}
    running = {month: len(invented.city.running(date(year, month, 15))) for month in (2, 9)}
    assert running[2] < running[9] / 4
    ends = [invented.city.last_day(code) for code in invented.city.contracts if code.startswith(str(year % 100))]
    assert sum(end <= date(year, 12, 31) for end in ends) > 0.93 * len(ends)
