"""The page of one upload: its rows some at a time, what each would change and why it is wrong, and its totals."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from cakupan.numbers import amount, count
from contractors.nik import MASK, InvalidNIK, parse_nik
from coverage.importing.cells import rupiah
from coverage.importing.templates import BY_NAME
from coverage.importing.typed import Unreadable
from coverage.models import UploadRow
from coverage.uploading.columns import SECRET, columns_of
from coverage.uploading.judging import unsealed
from coverage.wording import Status

TABS = (("", "Semua"), *((state, "") for state in ("wrong", "changed", "new", "same")), ("doubtful", "Peringatan"))
FIRST = {"wrong": 6, "changed": 6, "new": 4, "same": 2}
"""How many rows of each state the first page shows, in this order."""
PER_PAGE = 50
LONGEST = 120
AMOUNTS = frozenset(column.name for one in BY_NAME.values() for column in one.columns if column.parse is rupiah)
"""Columns of rupiah, written as every amount of a page."""

STATUS = {
    "wrong": Status("bad", "circle-x", "Salah"),
    "changed": Status("warn", "refresh", "Berubah"),
    "new": Status("good", "user-plus", "Baru"),
    "same": Status("quiet", "equal", "Sama"),
}
AFTER = {"wrong": "tidak ditulis; perbaiki, lalu unggah lagi", "same": "tidak ada yang ditulis"}
"""What is said of a group of rows in its heading."""


@dataclass(frozen=True)
class Piece:
    """One value of a cell as the page shows it: `old` where it replaces another, `bad` where it is why a row is wrong."""

    text: str
    old: str | None = None
    bad: bool = False


@dataclass(frozen=True)
class ShownCell:
    """A cell of the page: its pieces stand side by side with `joined` between them."""

    title: str
    pieces: list[Piece]
    joined: str


@dataclass(frozen=True)
class ShownRow:
    """A row of the page: `reasons` are (tone, text) pairs, the errors first."""

    line: int
    status: Status
    cells: list[ShownCell]
    reasons: list[tuple[str, str]]


@dataclass
class Group:
    """Rows of one state: those shown, and how many there are."""

    state: str
    total: int
    rows: list[ShownRow] = field(default_factory=list)

    @property
    def label(self):
        return STATUS[self.state].word.lower()

    @property
    def more(self):
        """How many rows of the group are not shown."""
        return self.total - len(self.rows)

    @property
    def after(self):
        return AFTER.get(self.state, "")


@dataclass(frozen=True)
class Tab:
    """One filter of the rows: its word in the address, its label, how many rows it holds."""

    slug: str
    label: str
    count: int


def tabs_of(upload):
    """The filters of the rows of an upload."""
    counts = {**upload.counts, "": upload.counts.get("rows", 0)}
    return [Tab(slug, label or STATUS[slug].word, counts.get(slug, 0)) for slug, label in TABS]


@dataclass(frozen=True)
class Total:
    """The rows of one state: how many, and where they lie on the bar, in per cent."""

    status: Status
    count: int
    fill: str
    hatch: str
    start: float
    width: float


_FILLS = {"wrong": ("gap-bg", "h"), "changed": ("wait-bg", "hz"), "new": ("cov", ""), "same": ("run", "")}
"""The class of a state on the bar, and the hatch over it (templates/parts/_hatches.html)."""


@dataclass(frozen=True)
class Totals:
    """All rows of an upload by state, and how many the contract lists on a `day` `before` and `after` (None: of many)."""

    states: list[Total]
    listed: dict | None

    @property
    def words(self):
        return ", ".join(f"{total.count} {total.status.word.lower()}" for total in self.states)


def totals_of(upload):
    """The Totals of an upload that was read; None before."""
    rows = upload.counts.get("rows", 0)
    if not rows or not upload.report.get("digest"):
        return None
    states, start = [], 0.0
    for state, (fill, hatch) in _FILLS.items():
        width = 100 * upload.counts[state] / rows
        states.append(Total(STATUS[state], upload.counts[state], fill, hatch, start, width))
        start += width
    listed = upload.report.get("listed")
    return Totals(states, listed and {**listed, "day": date.fromisoformat(listed["day"])})


def groups_of(upload):
    """The first rows of every state that the upload has, the wrong ones first; one query."""
    each = [upload.rows.filter(state=state).order_by("line")[:most] for state, most in FIRST.items()]
    found = {state: Group(state, upload.counts.get(state, 0)) for state in FIRST}
    for row in sorted(each[0].union(*each[1:], all=True), key=lambda one: one.line):
        found[row.state].rows.append(shown_row(upload, row))
    return [group for group in found.values() if group.total]


def headings_of(upload):
    """The headings of the columns between state and reasons."""
    return [shown.title for shown in columns_of(upload)]


def rows_of(upload, rows):
    """Rows of the page for UploadRows."""
    return [shown_row(upload, row) for row in rows]


def shown_row(upload, row: UploadRow):
    """A stored row as the page shows it."""
    said = unsealed(upload, row)
    written = dict(zip(upload.report["header"], said["cells"], strict=False))
    bad = {column for column, *_ in said["errors"]}
    cells, columns = [], columns_of(upload)
    for shown in columns:
        pieces = [_piece(name, written.get(name, ""), said, bad) for name in shown.names]
        cells.append(ShownCell(shown.title, pieces, shown.joined))
    return ShownRow(row.line, STATUS[row.state], cells, list(_reasons(columns, written, said)))


def _piece(name, text, said, bad):
    changed = name in said["changes"]
    old = _told(name, said["was"].get(name)) if changed and name not in SECRET else None
    return Piece(_told(name, text, empty="" if not changed else "kosong"), old, name in bad)


def _told(name, value, empty="kosong"):
    if value in (None, ""):
        return empty
    if name == "nik":
        return _masked(value)
    if name in SECRET:
        return MASK
    if name in AMOUNTS:
        with suppress(Unreadable):
            return amount(rupiah(str(value), []))
    text = "".join(sign if sign.isprintable() else " " for sign in str(value)[: LONGEST + 1])
    try:
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    except ValueError:
        return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def _masked(text):
    try:
        return str(parse_nik(text))
    except InvalidNIK:
        digits = sum(sign.isdigit() for sign in text)
        return f"{count(digits)} angka" if digits else "bukan angka"


def _reasons(columns, written, said):
    for column, text, _ in said["errors"]:
        yield "bad", _sentence(column, text)
    for name in said["changes"]:
        if name in SECRET:
            yield "quiet", f"{name} berubah"
        elif not any(name in shown.names for shown in columns):
            yield "quiet", f"{name}: {_told(name, said['was'].get(name))} → {_told(name, written.get(name))}"
    for column, text, _ in said["warnings"]:
        yield "warn", _sentence(column, text)


def _sentence(column, text):
    return f"{column}: {text}" if column and not text.lower().startswith(column.lower()) else text
