"""The documents keep up with the code: every rule is listed, every anchor, function and test that they name exists."""

import ast
import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "docs" / "rules.md"
TEXT = RULES.read_text(encoding="utf-8")
MODULES = sorted(path.stem for path in (ROOT / "coverage" / "rules").glob("*.py") if path.stem != "__init__")


def anchors():
    """The headings of docs/rules.md as GitHub links to them."""
    headings = re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def rows():
    """The cells of each row of a rule table: rule, functions, source, tests."""
    cells = [line.strip().strip("|").split(" | ") for line in TEXT.splitlines() if "`coverage.rules." in line]
    return [[cell.strip() for cell in row] for row in cells if len(row) == 4]


def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def public_functions():
    for name in MODULES:
        for node in tree_of(ROOT / "coverage" / "rules" / f"{name}.py").body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield f"coverage.rules.{name}.{node.name}"


def code_files():
    return [path for room in ("coverage", "templates", "tests", "README.md") for path in found(ROOT / room)]


def found(place):
    files = [place] if place.is_file() else place.rglob("*")
    return [path for path in files if path.suffix in {".py", ".html", ".md"}]


def test_every_anchor_that_the_code_names_exists():
    named = set()
    for path in code_files():
        named |= set(re.findall(r"docs/rules\.md#([a-z0-9-]+)", path.read_text(encoding="utf-8")))
    assert len(named) >= 10
    assert named <= anchors()


def test_every_rule_is_listed_once():
    listed = [name for row in rows() for name in re.findall(r"`(coverage\.rules\.[a-z0-9_.]+)`", row[1])]
    assert sorted(listed) == sorted(public_functions())


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[0])
def test_what_a_row_names_exists(row):
    for name in re.findall(r"`(coverage\.rules\.[a-z0-9_.]+)`", row[1]):
        module, _, function = name.rpartition(".")
        assert callable(getattr(importlib.import_module(module), function))
    assert row[2], "a rule names its source"
    tests = re.findall(r"`(tests/[^`]+)`", row[3])
    assert tests, "a rule names its test"
    for test in tests:
        path, _, name = test.partition("::")
        functions = {node.name for node in tree_of(ROOT / path).body if isinstance(node, ast.FunctionDef)}
        assert name in functions, test


def test_every_rule_that_decides_names_its_source_in_the_code():
    bare = {
        "measures.normal",
        "spans.span",
        "spans.union",
        "spans.intersect",
        "spans.subtract",
        "spans.days",
        "spans.holds",
    }
    for name in set(public_functions()) - {f"coverage.rules.{one}" for one in bare}:
        module, _, function = name.rpartition(".")
        assert "Source:" in (getattr(importlib.import_module(module), function).__doc__ or ""), name


def test_every_definition_in_sql_is_named():
    definitions = (ROOT / "coverage" / "migrations" / "definitions").glob("*.sql")
    sql = "".join(path.read_text(encoding="utf-8") for path in definitions)
    named = set(re.findall(r"`(coverage_[a-z_]+)`", TEXT))
    assert named
    for name in named:
        assert re.search(rf"CREATE (OR REPLACE )?(VIEW|FUNCTION) {name}\b", sql), name
