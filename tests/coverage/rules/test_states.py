"""The states of a contract, held against a table written out by hand."""

from datetime import date, timedelta

import pytest

from coverage.rules import states

D = date(2025, 9, 30)
TABLE = {
    ("Berjalan", "complete"): "Selesai",
    ("Berjalan", "terminate"): "Putus",
    ("Berjalan", "void"): "Batal",
    ("Selesai", "redate"): "Selesai",
    ("Selesai", "reopen"): "Berjalan",
    ("Putus", "redate"): "Putus",
    ("Putus", "reopen"): "Berjalan",
    ("Batal", "restore"): "Berjalan",
}
PAIRS = [(state, code) for state in states.STATES for code in states.MOVES]


@pytest.mark.parametrize(("state", "code"), PAIRS)
def test_every_move_leads_where_the_table_says(state, code):
    offered = {move.code: move.target or state for move in states.moves_from(state)}
    assert offered.get(code) == TABLE.get((state, code))
    assert (states.refusal(code, state) is None) == ((state, code) in TABLE)


@pytest.mark.parametrize(
    ("state", "code", "reason", "rule"),
    [
        ("Selesai", "terminate", "done_is_not_terminated", "BAST I"),
        ("Selesai", "void", "done_is_not_void", "Batal"),
        ("Putus", "complete", "terminated_is_not_done", "pemutusan"),
        ("Putus", "void", "terminated_is_not_void", "Batal"),
        ("Batal", "complete", "void_never_ran", "Batal"),
        ("Batal", "terminate", "void_never_ran", "Batal"),
        ("Batal", "reopen", "not_from_here", "Pembetulan"),
        ("Berjalan", "redate", "not_from_here", "Pembetulan"),
        ("Berjalan", "fly", "unknown", "Pembetulan"),
    ],
)
def test_illegal_moves_are_refused_with_their_rule(state, code, reason, rule):
    found = states.refusal(code, state)
    assert found.code == reason
    assert rule in found.rule


@pytest.mark.parametrize(
    ("code", "on", "reason"),
    [
        ("complete", D, None),
        ("complete", D + timedelta(days=1), "in_the_future"),
        ("complete", date(2025, 7, 8), None),
        ("complete", date(2025, 7, 7), "before_the_work"),
        ("terminate", date(2025, 7, 7), None),
        ("terminate", date(2025, 7, 1), None),
        ("terminate", date(2025, 6, 30), "before_the_contract"),
        ("terminate", D + timedelta(days=1), "in_the_future"),
    ],
)
def test_the_day_of_a_move(code, on, reason):
    found = states.day_refusal(code, on, first_day=date(2025, 7, 8), signed_on=date(2025, 7, 1), today=D)
    assert (found and found.code) == reason
    assert found is None or found.field == "on"


def test_the_actual_end_follows_the_move():
    was = date(2025, 8, 1)
    assert states.ends_on("complete", D, None) == D
    assert states.ends_on("terminate", D, was) == D
    assert states.ends_on("redate", D, was) == D
    assert states.ends_on("reopen", None, was) is None
    assert states.ends_on("restore", None, was) is None
    assert states.ends_on("void", None, was) == was
