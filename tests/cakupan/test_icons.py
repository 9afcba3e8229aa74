import re
from pathlib import Path

import pytest
from django.conf import settings

from cakupan.icons import NAMES, SOURCE, SPRITE, cut, symbols

ROOT = Path(settings.BASE_DIR)
IN_TEMPLATES = re.compile(r'{%\s*icon\s+"([a-z0-9-]+)"')


def used():
    """Names that templates draw, and names that Python gives to a template as a whole string."""
    found = set()
    for path in (ROOT / "templates").rglob("*.html"):
        found |= set(IN_TEMPLATES.findall(path.read_text()))
    for folder in ("cakupan", "coverage"):
        for path in (ROOT / folder).rglob("*.py"):
            if path.name != "icons.py":
                found |= NAMES & set(re.findall(r'"([a-z0-9-]+)"', path.read_text()))
    return found


def test_the_sprite_holds_exactly_the_icons_that_are_drawn():
    assert used() == set(symbols(SPRITE.read_text()))


def test_the_sprite_is_cut_from_the_package_as_it_stands():
    if not SOURCE.exists():
        pytest.skip("node_modules is not there: make setup")
    assert SPRITE.read_text() == cut()


def test_a_name_that_the_sprite_lacks_is_an_error():
    from cakupan.templatetags.icons import icon

    with pytest.raises(ValueError, match="no icon no-such"):
        icon("no-such")
