"""The house keeps its rules: who imports whom, what stands where, and what stands nowhere."""

import ast
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("accounts", "contractors", "projects", "coverage")
"""From left to right: a room imports from those before it, never from those after it."""
SHARED = "cakupan"
REFUSED_FILES = {"utils.py", "helpers.py", "services.py", "selectors.py", "mixins.py", "signals.py"}
REFUSED_FOLDERS = {"common", "utils", "helpers", "services"}
TODAY = re.compile(r"\b(localdate|localtime)\(")
READS_THE_CLOCK = re.compile(
    r"(^|/)(views/[a-z_]+|views|tasks|middleware|admin|pages|demo|processes)\.py$|/management/commands/"
)
SIXTEEN_DIGITS = re.compile(r"(?<![0-9.])[1-9][0-9]{15}(?![0-9])")


def python_files(*folders):
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def name_of(path):
    return path.relative_to(ROOT).as_posix()


def app_files():
    return [path for path in python_files(*ROOMS, SHARED) if "node_modules" not in path.parts]


def templates():
    return sorted((ROOT / "templates").rglob("*.html"))


def imported(tree):
    """The modules that a file imports, also inside functions, and those that string references name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module


def rooms_named(tree):
    """Rooms named by string foreign keys ("projects.Contract") and by migration dependencies (("projects", …))."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = re.fullmatch(r"([a-z]+)\.[A-Za-z]+", node.value)
            if found and found[1] in ROOMS:
                yield found[1]
        if isinstance(node, ast.Tuple) and len(node.elts) == 2:
            first, second = node.elts
            both = isinstance(first, ast.Constant) and isinstance(second, ast.Constant)
            if both and first.value in ROOMS and re.match(r"\d{4}_|__first__|__latest__", str(second.value)):
                yield first.value


@pytest.mark.parametrize("room", ROOMS)
def test_imports_go_one_way(room):
    allowed = {*ROOMS[: ROOMS.index(room) + 1]}
    for path in python_files(room):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = {module.split(".")[0] for module in imported(tree)} & set(ROOMS)
        assert named <= allowed, f"{name_of(path)} imports {named - allowed}"
        assert set(rooms_named(tree)) <= allowed, f"{name_of(path)} names {set(rooms_named(tree)) - allowed}"


def test_the_rules_know_the_standard_library_alone():
    for path in python_files("coverage/rules"):
        for module in imported(ast.parse(path.read_text(encoding="utf-8"))):
            top = module.split(".")[0]
            assert module.startswith("coverage.rules") or top in sys.stdlib_module_names, f"{name_of(path)}: {module}"


def test_left_rooms_do_not_name_what_right_rooms_hang_on_them():
    reverse = ("registrations", "instalments", "declarations", "memberships", "standings", "findings")
    for path in python_files("accounts", "contractors", "projects"):
        if "migrations" in path.parts:
            continue
        words = set(re.findall(r"\w+", path.read_text(encoding="utf-8")))
        assert not words & set(reverse), name_of(path)


def test_no_file_is_a_drawer_for_everything():
    for path in ROOT.rglob("*"):
        if {".venv", "node_modules", "var", ".git"} & set(path.relative_to(ROOT).parts):
            continue
        assert not (path.is_file() and path.name in REFUSED_FILES), name_of(path)
        assert not (path.is_dir() and path.name in REFUSED_FOLDERS), name_of(path)


def test_the_top_level_is_the_given_one():
    for name in ("manage.py", "requirements.txt", "docker-compose.yml", "coverage", "projects", "contractors"):
        assert (ROOT / name).exists(), name
    assert all((ROOT / name).is_dir() for name in ("templates", "tests", "accounts", "cakupan", "static", "docs"))


def test_files_stay_in_one_sitting():
    for path in [*app_files(), *python_files("tests")]:
        if "migrations" not in path.parts:
            length = len(path.read_text(encoding="utf-8").splitlines())
            assert length < 300, f"{name_of(path)} has {length} lines: two rooms in one?"


def test_sql_stands_in_querysets_and_migrations():
    for path in app_files():
        if {"migrations", "querysets"} & set(path.parts) or path.name == "querysets.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            called = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
            assert called not in {"execute", "executemany", "copy_expert", "raw", "extra"}, (
                f"{name_of(path)}:{getattr(node, 'lineno', 0)} runs SQL of its own"
            )


def test_today_comes_in_from_a_view_a_task_or_a_command():
    for path in app_files():
        if not READS_THE_CLOCK.search(name_of(path)):
            assert not TODAY.search(path.read_text(encoding="utf-8")), f"{name_of(path)} reads the clock"


def test_sql_knows_no_day_of_its_own():
    for path in app_files():
        assert not re.search(r"CURRENT_DATE|now\(\)::date", path.read_text(encoding="utf-8"), re.I), name_of(path)


def test_no_signals():
    for path in app_files():
        text = path.read_text(encoding="utf-8")
        assert "django.dispatch" not in text, name_of(path)
        assert "db.models.signals" not in text, name_of(path)


def test_migrations_are_named_and_do_one_thing():
    for path in python_files(*ROOMS):
        if "migrations" in path.parts and path.name != "__init__.py":
            assert re.fullmatch(r"\d{4}_[a-z][a-z0-9_]*\.py", path.name), name_of(path)
            assert "_auto_" not in path.name, name_of(path)


def test_tests_mirror_the_rooms():
    for path in (ROOT / "tests").rglob("*.py"):
        assert (path.parent / "__init__.py").exists(), f"{name_of(path.parent)} has no __init__.py"


@pytest.mark.parametrize("path", templates(), ids=name_of)
def test_a_template_says_what_it_needs_and_stays_short(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    limit = 40 if path.name.startswith("_") else 80
    assert len(lines) <= limit, f"{name_of(path)} has {len(lines)} lines"
    head = next(line for line in lines if not line.startswith("{% extends"))
    assert head.startswith("{#"), f"{name_of(path)} begins without a comment that says what it needs"


@pytest.mark.parametrize("path", templates(), ids=name_of)
def test_a_template_keeps_the_strict_policy(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=", text), "style attribute"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), "inline handler"
    assert not re.search(r"<style", text), "style element"
    assert not re.search(r"(src|href)=[\"'](https?:)?//", text), "something from elsewhere"
    for script in re.findall(r"<script([^>]*)>", text):
        assert "src=" in script or 'type="application/json"' in script, "inline script"


def test_no_number_that_could_be_a_nik_outside_tests():
    for path in [*app_files(), *templates(), *(ROOT / "docs").glob("*.md"), ROOT / "README.md"]:
        assert not SIXTEEN_DIGITS.search(path.read_text(encoding="utf-8")), name_of(path)


def test_no_address_carries_a_nik():
    for path in app_files():
        if path.name == "urls.py":
            assert "nik" not in path.read_text(encoding="utf-8").lower(), name_of(path)
