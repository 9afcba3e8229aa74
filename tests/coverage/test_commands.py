"""The commands that answer in machine form: JSON on stdout, everything else on stderr, exit codes."""

import json
import os
import subprocess
import sys
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from coverage.models import DailyFigure, Recompute, UCJStatement
from tests import factories as make
from tests import oracle
from tests.loading import load
from tests.shared import ROOT, shared

pytestmark = pytest.mark.django_db

UCJ = ["--month=2025-08", "--pu=100", "--bpu=50", "--jakon=7", "--pmi=1", "--employed=400", "--employed-year=2024"]
WHO = ["--stated-by=BPJS Cabang Uji", "--source=Surat 1"]


def said(capsys, *arguments):
    """(stdout, stderr) of a command."""
    capsys.readouterr()
    call_command(*arguments)
    return tuple(capsys.readouterr())


def answers(capsys, *arguments):
    return [json.loads(line) for line in said(capsys, *arguments)[0].splitlines()]


@pytest.fixture
def fixture_city():
    folder = shared("data/fixture_city")
    tables = oracle.read(folder)
    load(tables)
    return folder, oracle.City(tables)


def test_coverage_prints_the_expected_lines_in_the_order_asked(capsys, fixture_city):
    folder, _ = fixture_city
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    days = [argument for one in expected for argument in ("--on", one["on"])]
    out, _ = said(capsys, "coverage", *days, "--json")
    assert out.splitlines() == [json.dumps(one) for one in expected]
    out, _ = said(capsys, "coverage", "--on", expected[3]["on"], "--on", expected[0]["on"], "--json")
    assert out.splitlines() == [json.dumps(expected[3]), json.dumps(expected[0])]


def test_coverage_prints_a_series_of_the_same_objects(capsys, fixture_city):
    _, city = fixture_city
    found = answers(capsys, "coverage", "--from", "2025-06-01", "--to", "2025-12-31", "--json")
    assert found == city.series(date(2025, 6, 1), date(2025, 12, 31))


@pytest.mark.parametrize("day", ["0001-01-01", "1999-12-31", "2024-02-29", "2077-01-01", "9999-12-31"])
def test_coverage_answers_any_day_stored_or_not(capsys, fixture_city, day):
    _, city = fixture_city
    call_command("recompute")
    assert answers(capsys, "coverage", "--on", day, "--json") == [city.on(date.fromisoformat(day))]
    assert answers(capsys, "coverage", "--from", day, "--to", day, "--json") == [city.on(date.fromisoformat(day))]


def test_coverage_of_the_first_and_last_days_there_are(capsys):
    contract = make.contract(signed_on=date(1, 1, 1), starts_on=None, ends_on=date(9999, 12, 31))
    make.registration(contract, registered_on=date(1, 1, 1), valid_to=date(9999, 12, 31))
    make.instalment(contract, paid_on=date(1, 1, 1))
    make.assignment(contract, starts_on=date(1, 1, 1))
    for day in ("0001-01-01", "9999-12-31"):
        (found,) = answers(capsys, "coverage", "--on", day, "--json")
        assert found["measures"]["workers"] == {"numerator": 1, "denominator": 1}
        assert found["on"] == day


@pytest.mark.parametrize(
    "arguments",
    [
        ["--on", "2025-02-30"],
        ["--on", "20250930"],
        ["--on", "2025-W40-1"],
        ["--on", ""],
        ["--on", "2025-09-30", "--on", "besok"],
        ["--from", "2025-01-01"],
        ["--to", "2025-01-01"],
        ["--from", "", "--to", "2025-01-01"],
        ["--from", "2025-02-01", "--to", "2025-01-31"],
        ["--on", "２０２５-09-30"],
    ],
)
def test_coverage_refuses_what_is_no_day_and_prints_nothing(capsys, arguments):
    with pytest.raises(CommandError) as refused:
        said(capsys, "coverage", *arguments, "--json")
    assert any(word in str(refused.value) for word in ("bukan tanggal", "--from"))
    assert capsys.readouterr().out == ""


def test_a_refusal_is_one_sentence_on_stderr_and_exit_code_1():
    database = connection.settings_dict
    url = f"postgres://{database['USER']}@{database['HOST'].replace('/', '%2F')}:{database['PORT']}/{database['NAME']}"
    run = subprocess.run(
        [sys.executable, "manage.py", "coverage", "--on", "besok", "--json"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.strip().endswith("“besok” bukan tanggal; tulis seperti 2025-09-30.")
    assert "Traceback" not in run.stderr


def test_ucj_stands_only_where_its_month_was_stated(capsys):
    said(capsys, "state_ucj", *UCJ, *WHO)
    found = answers(
        capsys, "coverage", "--on=2025-07-31", "--on=2025-08-01", "--on=2025-08-31", "--on=2025-09-01", "--json"
    )
    assert [one["measures"].get("ucj") for one in found] == [
        None,
        {"numerator": 158, "denominator": 400},
        {"numerator": 158, "denominator": 400},
        None,
    ]


def test_the_same_ucj_statement_changes_nothing_and_another_is_told(capsys):
    assert said(capsys, "state_ucj", *UCJ, *WHO) == ("", "UCJ 08/2025: dicatat.\n")
    _, err = said(capsys, "state_ucj", *UCJ, *WHO)
    assert "tidak ada yang berubah" in err
    _, err = said(capsys, "state_ucj", *UCJ, *WHO, "--pu=120")
    assert err == "PU: 100 → 120\nUCJ 08/2025: diubah.\n"
    assert UCJStatement.objects.get().participants == 178


@pytest.mark.parametrize(
    "wrong",
    [
        "--month=2025-13",
        "--month=2025-8",
        "--pu=-1",
        "--pu=1.5",
        "--pu=99999999999",
        "--pu=１",
        "--employed=0",
        "--source= ",
    ],
)
def test_an_impossible_ucj_statement_is_refused(capsys, wrong):
    with pytest.raises(CommandError):
        said(capsys, "state_ucj", *UCJ, *WHO, wrong)
    assert not UCJStatement.objects.exists()


def test_contribution_gives_the_golden_assessment(capsys):
    assert answers(capsys, "contribution", "494248735331", "--ppn", "11", "--on", "2025-07-01", "--json") == [
        {
            "base": "445269130928.83",
            "jkk": 402182218,
            "jkm": 44636913,
            "total": 446819131,
            "instalments": [223409566, 111704783, 111704782],
        }
    ]
    assert answers(capsys, "contribution", "0", "--json")[0] == {
        "base": "0.00",
        "jkk": 0,
        "jkm": 0,
        "total": 0,
        "instalments": [0, 0, 0],
    }


@pytest.mark.parametrize(
    "wrong",
    [
        ["-5"],
        ["abc"],
        ["NaN"],
        ["1_000"],
        ["１２"],
        ["1" + "0" * 90],
        ["1e999999"],
        ["1", "--ppn", "x"],
        ["1", "--on", "1900-01-01"],
    ],
)
def test_contribution_refuses_what_has_no_answer(capsys, wrong):
    with pytest.raises(CommandError):
        said(capsys, "contribution", *wrong, "--json")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("signed_on", "due"),
    [("2025-07-08", "2025-07-28"), ("2025-08-01", "2025-08-22"), ("2025-12-15", "2026-01-07")],
)
def test_deadline_gives_the_golden_days(capsys, signed_on, due):
    assert answers(capsys, "deadline", signed_on, "--json") == [{"registration_due_on": due}]


@pytest.mark.parametrize("signed_on", ["9999-12-20", "kemarin", "2025-7-8"])
def test_deadline_refuses_what_has_no_answer(capsys, signed_on):
    with pytest.raises(CommandError):
        said(capsys, "deadline", signed_on, "--json")


def test_recompute_says_what_it_did(capsys):
    assert said(capsys, "recompute") == ("", "Belum ada kontrak; tidak ada yang dihitung.\n")
    make.contract(signed_on=date(2025, 7, 1))
    out, err = said(capsys, "recompute")
    run = Recompute.objects.order_by("-pk").first()
    assert out == ""
    assert f"{run.changed} angka berubah" in err
    assert run.changed == DailyFigure.objects.count() > 0
    _, err = said(capsys, "recompute")
    assert "0 angka berubah" in err
