"""The icons of the pages: their names, and the sprite cut from @tabler/icons-sprite (`python -m cakupan.icons`)."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SPRITE = ROOT / "static" / "icons.svg"
SOURCE = ROOT / "node_modules" / "@tabler" / "icons-sprite" / "dist" / "tabler-sprite.svg"
NAMES = frozenset(
    """
    alert-circle alert-triangle arrow-down arrow-down-right arrow-up arrow-up-right building calendar-due
    certificate check chevron-left chevron-right circle-check circle-minus circle-off circle-x clipboard-text
    clock clock-dollar download equal eye file-text filter flag flask help-circle home id info-circle key
    list-details logout menu-2 moon pencil plus refresh scale search settings shield-check shield-half
    shield-off sun target-arrow upload user user-plus users wand x
    """.split()
)


def symbols(text):
    """The symbols of a sprite as a dict of name (without "tabler-") to markup."""
    return dict(re.findall(r'(?s)(?=<symbol id="(?:tabler-)?([a-z0-9-]+)")(<symbol.*?</symbol>)', text))


def cut():
    """Our sprite: only the icons used, one a line, without frames; stroke width comes from `.ico`."""
    found = symbols(SOURCE.read_text())
    lines = [
        found[name]
        .replace(f'id="tabler-{name}"', f'id="{name}"')
        .replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', "")
        .replace(' stroke-width="2"', "")
        for name in sorted(NAMES)
    ]
    return "\n".join(['<svg xmlns="http://www.w3.org/2000/svg">', *lines, "</svg>", ""])


if __name__ == "__main__":
    SPRITE.write_text(cut())
