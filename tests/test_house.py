"""The house keeps its rules: who imports whom, what stands where, and what stands nowhere."""

import ast
import re
import sys
from pathlib import Path

import pytest
from django.apps import apps

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


def test_what_parses_files_knows_the_standard_library_alone():
    for path in python_files("coverage/parsing"):
        for module in imported(ast.parse(path.read_text(encoding="utf-8"))):
            top = module.split(".")[0]
            assert module.startswith("coverage.parsing") or top in sys.stdlib_module_names, f"{name_of(path)}: {module}"


def hung_on(room):
    """The names of reverse relations that rooms to the right hang on the models of `room`."""
    right = ROOMS[ROOMS.index(room) + 1 :]
    relations = [one for model in apps.get_app_config(room).get_models() for one in model._meta.related_objects]
    return {one.get_accessor_name() for one in relations if one.related_model._meta.app_label in right} - {None}


@pytest.mark.parametrize("room", ROOMS[:-1])
def test_left_rooms_do_not_name_what_right_rooms_hang_on_them(room):
    names = "|".join(sorted(hung_on(room)))
    assert names
    used = re.compile(rf"\.({names})\b|\b({names})__|[\"']({names})[\"']")
    for path in python_files(*ROOMS[: ROOMS.index(room) + 1]):
        if "migrations" not in path.parts:
            assert not used.search(path.read_text(encoding="utf-8")), f"{name_of(path)}: {used.pattern}"


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


def test_sql_is_never_built_from_strings():
    """A statement is a constant, or composed by psycopg2.sql; values are parameters."""
    for path in app_files():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
            if called in {"execute", "copy_expert", "RunSQL"} and node.args:
                built = isinstance(node.args[0], ast.JoinedStr) or (
                    isinstance(node.args[0], ast.BinOp) and isinstance(node.args[0].op, ast.Mod)
                )
                assert not built, f"{name_of(path)}:{node.lineno} builds a statement"


def test_views_are_short_functions():
    for path in app_files():
        if path.name == "views.py" or path.parent.name == "views":
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                assert not isinstance(node, ast.ClassDef), f"{name_of(path)}: {node.name} is a class"
                if isinstance(node, ast.FunctionDef):
                    length = node.end_lineno - node.lineno
                    assert length <= 20, f"{name_of(path)}: {node.name} has {length} lines"


FORM = "require_http_methods(['GET', 'HEAD', 'POST'])"


def test_a_page_never_writes_when_it_is_read():
    """A view that renders says which methods it takes: `require_safe`, POST alone, or GET, HEAD and POST for a form.

    A private function is a part of a view that says so.
    """
    told = {"require_safe", "require_POST", FORM}
    for path in app_files():
        if path.parent.name == "views":
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.FunctionDef) and [arg.arg for arg in node.args.args][:1] == ["request"]:
                    guards = [ast.unparse(one) for one in node.decorator_list]
                    answers = any(isinstance(one, ast.Return) and _renders(one.value) for one in ast.walk(node))
                    part = node.name.startswith("_")
                    assert part or not answers or told & set(guards), f"{name_of(path)}: {node.name}"


def _renders(value):
    return isinstance(value, ast.Call) and getattr(value.func, "id", "") in {
        "render",
        "render_page_or_fragment",
        "file_response",
    }


def test_tasks_are_one_call():
    for path in app_files():
        if path.name == "tasks.py":
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.FunctionDef):
                    assert ast.get_docstring(node), f"{name_of(path)}: {node.name}"
                    assert len(node.body) == 2, f"{name_of(path)}: {node.name} does more than one thing"
                    assert not {"nik", "name"} & {arg.arg for arg in node.args.args}, name_of(path)


def test_models_save_without_tricks():
    for path in app_files():
        if path.name == "models.py" or path.parent.name == "models":
            assert not re.search(r"def (save|delete|__init__)\(", path.read_text(encoding="utf-8")), name_of(path)


def test_a_public_function_says_what_it_gives_back():
    for path in python_files("coverage/rules", "coverage/querysets"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            plain = isinstance(node, ast.FunctionDef) and "property" not in map(ast.unparse, node.decorator_list)
            if plain and not node.name.startswith("_"):
                told = ast.get_docstring(node)
                assert told, f"{name_of(path)}: {node.name} has no docstring"
                assert re.search(r"[.:]$", told.split("\n\n")[0]), f"{name_of(path)}: {node.name}: {told}"


def test_nothing_is_left_for_later_and_nothing_shouts():
    for path in [*app_files(), *python_files("tests"), *templates(), *(ROOT / "static").rglob("*.[cj]s*")]:
        if path != Path(__file__):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
                assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", line), f"{name_of(path)}:{number}"
                assert not re.match(r"\s*(#|/\*|//) ?[-=#*~]{4,}", line), f"{name_of(path)}:{number} is a banner"


def test_tests_do_not_pretend():
    for path in python_files("tests"):
        if path != Path(__file__):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"unittest\.mock|pytest_mock|\bmocker\b", text), name_of(path)


def test_the_tool_that_shares_our_name_is_not_installed():
    locked = (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
    assert not re.search(r"^(pytest-cov|coverage)==", locked, re.M)


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


def test_no_page_loads_a_script_of_its_frame_again():
    frame = set(re.findall(r"js/\S+\.js", (ROOT / "templates/base.html").read_text(encoding="utf-8")))
    for path in templates():
        found = path.read_text(encoding="utf-8")
        assert '"base.html" %}' not in found or not frame & set(re.findall(r"js/\S+\.js", found)), name_of(path)


def test_no_number_that_could_be_a_nik_outside_tests():
    for path in [*app_files(), *templates(), *(ROOT / "docs").glob("*.md"), ROOT / "README.md"]:
        assert not SIXTEEN_DIGITS.search(path.read_text(encoding="utf-8")), name_of(path)


def test_no_address_carries_a_nik():
    for path in app_files():
        if path.name == "urls.py":
            assert "nik" not in path.read_text(encoding="utf-8").lower(), name_of(path)
