"""Which numbers of a page are figures, told mechanically: those that are neither a date, nor stored, nor in our sources.

Such a number was computed. It must stand in an element that names a passport of the page (`data-passport`), and the
passport must say it; `undefended` finds those that do not. A number in an element marked `data-fact` must be stored as
it stands, or be a constant of the law (coverage/rules): a computed one does not pass there.
"""

import ast
import pkgutil
import re
from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

from cakupan.numbers import target
from coverage import rules
from coverage.models import Target
from tests.pages import numbers_in, passports_of, text_of

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("accounts", "contractors", "projects", "coverage")
MONTHS = (
    "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Agt|Agu|Ags|Sep|Okt|Nov|Des"
)
YEAR = r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]?\d)"
DATES = re.compile(rf"\b\d{{1,2}} (?:{MONTHS})\b(?: {YEAR})?|\b\d{{2}}\.\d{{2}} WIB|{YEAR}")
"""Days, times and years; a count of two thousand is written 2.025 and is none."""

NAMED = re.compile(rf"\*+\d{{4}}|\btermin \d+|\baturan {re.escape(rules.VERSION)}", re.I)
"""A masked NIK, an instalment by its number, the version of the rules."""

NO_STATEMENT = "script, option, .passport, .pager ul"
"""Passports themselves, choices to make, and the numbers of pages."""


def plain(text):
    """A text as one line with plain spaces and without its dates."""
    return " ".join(DATES.sub(" ", " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())).split())


def _longest_first(texts):
    return sorted(set(texts), key=lambda one: (-len(one), one))


@cache
def pieces():
    """Every piece of text between tags in our templates."""
    found = set()
    for path in (ROOT / "templates").rglob("*.html"):
        text = re.sub(r"{#.*?#}", "", path.read_text(encoding="utf-8"))
        found.update(plain(one) for one in re.split(r"{%.*?%}|{{.*?}}|<[^>]*>", text))
    return found


@cache
def written():
    """Every piece of a sentence with a number in our templates and Python sources, the longest first."""
    found = set(pieces())
    for room in (*ROOMS, "cakupan"):
        for path in (ROOT / room).rglob("*.py"):
            if "migrations" not in path.parts:
                nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
                values = (one.value for one in nodes if isinstance(one, ast.Constant))
                found.update(plain(one) for one in values if isinstance(one, str))
    return _longest_first(one for one in found if re.search(r"\d", one) and re.search(r"[A-Za-z]{2}", one))


@cache
def lawful():
    """The numbers that are constants of the rules, or settings of the city."""
    found = {Decimal(settings.CHANGE_WORKING_DAYS)}
    for module in pkgutil.iter_modules(rules.__path__):
        known = vars(import_module(f"coverage.rules.{module.name}")).values()
        found.update(Decimal(one) for one in known if isinstance(one, int | Decimal) and not isinstance(one, bool))
    return found


def stored():
    """What the register holds as it was typed: (its texts with a number, the longest first; its numbers)."""
    texts, numbers = set(), set()
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            if (
                model._meta.managed
                and not model._meta.proxy
                and "pgh_id" not in {one.name for one in model._meta.fields}
            ):
                for field in model._meta.concrete_fields:
                    values = set(model._base_manager.values_list(field.attname, flat=True)) - {None}
                    if isinstance(field, models.CharField | models.TextField):
                        texts.update(plain(one) for one in values if re.search(r"\d", one))
                    elif isinstance(field, models.DecimalField | models.IntegerField) and not field.primary_key:
                        numbers.update(map(Decimal, values))
    numbers.update(Decimal(one) for one in texts if re.fullmatch(r"[0-9]+", one))
    for percent in Target.objects.values_list("percent", flat=True):
        texts.update(plain(f"{word} {target(percent)}") for word in ("target", "Target"))
    return _longest_first(one for one in texts if len(one) > 7 or re.search(r"[A-Za-z]", one)), numbers


def computed(text, texts):
    """The numbers of `text` that are neither dates, nor part of a stored text, nor written in our sources."""
    text = NAMED.sub(" ", plain(text))
    for known in (*texts, *written()):
        if known in text:
            text = text.replace(known, " ")
    return numbers_in(text)


def _numbers(place):
    return numbers_in(plain(text_of(place)))


def _says(place, passport, found):
    """The numbers of `found` that the passport does not say; a marked figure is held by its exact value."""
    said = _numbers(passport)
    if place.name == "data":
        found = {abs(Decimal(place["value"]))} if place["value"] else set()
        if place.get("data-part") == "missing":  # what the numerator lacks to the denominator
            said |= {more - less for more in said for less in said}
    return found - said


def undefended(page, known):
    """Every computed number of the page that no passport says, as texts; `known` as `stored` gives it."""
    texts, facts = known
    passports, faults = passports_of(page), []
    hidden = {id(one) for one in page.select(NO_STATEMENT)}
    for node in page.select_one("main").find_all(string=re.compile(r"\d")):
        around = list(node.parents)
        if any(id(one) in hidden for one in around) or _on_a_scale(node, around):
            continue
        found = computed(node, texts)
        if found and any("data-fact" in one.attrs for one in around):
            found -= facts | lawful()
        place = next((one for one in around if one.get("data-passport")), None)
        if found and place is None:
            faults.append(
                f"{sorted(map(str, found))} in {text_of(node.parent)[:90]!r} <{node.parent.name}>: no passport"
            )
        elif found and place["data-passport"] not in passports:
            faults.append(f"{text_of(node.parent)[:90]!r}: no passport {place['data-passport']} on the page")
        elif found and (unsaid := _says(place, passports[place["data-passport"]], found)):
            faults.append(f"{sorted(map(str, unsaid))} of {node!r}: unsaid by passport {place['data-passport']}")
    return faults


def _on_a_scale(node, around):
    """Whether a text of a drawing is a fixed mark of its scale: 0 or 100 %."""
    if not any(one.name == "svg" for one in around):
        return False
    return plain(node) in pieces()
