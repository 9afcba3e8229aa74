"""Nobody who writes the register by hand forgets to take a turn (projects/turns.py)."""

import re

from cakupan.environment import ROOT


def test_whoever_holds_a_row_that_files_write_has_taken_a_turn():
    holds = re.compile(r"\b(Contract|Contractor|Worker|Officer|Appointment)\.objects\b[^\n]*select_for_update")
    texts = {path.name: path.read_text() for room in ("coverage", "projects") for path in (ROOT / room).rglob("*.py")}
    found = {name: text for name, text in texts.items() if holds.search(text)}
    assert len(found) > 10
    for name, text in found.items():
        assert re.search(r"\b(by_hand|alone)\(\)", text), name
        assert "@transaction.atomic\n" not in text, name
