"""The large time line of one contract: its labels laid out without overlaps, and the same as a list of events."""

from dataclasses import dataclass
from datetime import date

from cakupan.numbers import count, short_day
from coverage.timeline import OPEN, PROTECTED, WAITING

LETTER = 0.62
"""The width of a letter in per cent of the drawing, 1100 px wide at the least."""

GAP = 1.5
ROW = 36
BAR = 28
INTERRUPTIONS = {"stopped": "Berhenti sementara", "resumed": "Dilanjutkan", "passed": "Ganti penyedia"}


@dataclass(frozen=True)
class Label:
    """Two lines of text at `x`; `y` is that of the first line, `from_y` and `to_y` the ends of the line to the bar."""

    x: str
    anchor: str
    y: int
    title: str
    sub: str
    late: bool
    from_y: int
    to_y: int

    @property
    def sub_y(self):
        return self.y + 16


@dataclass(frozen=True)
class Event:
    """One day of the course in words; `look` is "hot" (late), "done" (protection begins) or ""."""

    day: date
    text: str
    look: str = ""


@dataclass(frozen=True)
class Course:
    """The large drawing: its labels, where bar, axis and foot lie (px), and the labels that count days (`stretches`)."""

    labels: list[Label]
    bar: int
    axis: int
    height: int
    stretches: list[Label]

    @property
    def middle(self):
        return self.bar + BAR // 2

    @property
    def over(self):
        return self.bar - 8

    @property
    def under(self):
        return self.bar + BAR + 8

    @property
    def tick_end(self):
        return self.axis + 6


def laid_out(drawing, axis, day):
    """The large drawing of a contract on `day`."""
    above = _placed(_above(drawing, axis, day))
    below = _placed(_below(drawing, axis, day))
    bar = max(1, 1 + max((level for level, *_ in above), default=0)) * ROW + 16
    foot = bar + BAR
    labels = [
        Label(x, anchor, bar - 16 - ROW * level - 22, title, sub, late, bar - 16 - ROW * level, bar)
        for level, x, anchor, title, sub, late in above
    ]
    labels += [
        Label(x, anchor, foot + 26 + ROW * level, title, sub, late, foot, foot + 14 + ROW * level)
        for level, x, anchor, title, sub, late in below
    ]
    last = foot + 26 + ROW * max((level for level, *_ in below), default=0) + 24
    counted = [label for label in labels if label.title[0].isdigit()]
    return Course(labels, bar, last, last + 24, counted)


def events(course, drawing, day):
    """The days of a contract in their order, in words."""
    found = [Event(mark.day, _words(mark, course), _look(mark, course)) for mark in drawing.marks]
    if course.first_day != course.signed_on:
        found.append(Event(course.first_day, "Pekerjaan mulai (SPMK)"))
    found.append(Event(day, "Hari yang dilihat"))
    return sorted(found, key=lambda event: event.day)


def _above(drawing, axis, day):
    names = {
        "signed": "SPK",
        "paid": "Termin 1 dibayar",
        "certificate": "Sertifikat berakhir",
        "end": "Pekerjaan selesai",
    }
    for mark in drawing.shown():
        if mark.kind in names:
            yield mark.x, names[mark.kind], short_day(mark.day), mark.kind == "certificate" and mark.late
        elif mark.kind == "due":
            yield mark.x, "Batas daftar", short_day(mark.day), mark.late
    if drawing.today:
        yield drawing.today, "Hari yang dilihat", short_day(day), False


def _below(drawing, axis, day):
    for piece in _joined(drawing.pieces, day):
        words = {PROTECTED: "terlindungi", OPEN: "tanpa perlindungan", WAITING: "tanpa perlindungan"}.get(piece.kind)
        if words:
            ahead = piece.kind == OPEN and piece.first > day
            words = "akan terbuka" if ahead else words
            span = f"{short_day(piece.first)} – {short_day(piece.last)}" if piece.days > 1 else short_day(piece.first)
            yield piece.x, f"{count(piece.days)} hari {words}", span, piece.kind == OPEN
    for mark in drawing.shown():
        if mark.kind == "registered":
            yield mark.x, "Terdaftar", short_day(mark.day), mark.late
        elif mark.kind == "amended":
            yield mark.x, f"Adendum {mark.text}"[:24], short_day(mark.day), False
        elif mark.kind in INTERRUPTIONS:
            yield mark.x, INTERRUPTIONS[mark.kind], short_day(mark.day), False


def _joined(pieces, day):
    """The stretches, those within the deadline and those after it joined into one: both were without protection."""
    found = []
    for piece in pieces:
        last = found[-1] if found else None
        touches = last and (piece.first - last.last).days == 1 and piece.first <= day
        if touches and last.kind == WAITING and piece.kind == OPEN:
            found[-1] = type(piece)(OPEN, last.first, piece.last, last.x, piece.width)
        else:
            found.append(piece)
    return found


def _placed(wanted):
    """(level, x, anchor, title, sub, late) of each label: the lowest level on which it overlaps no other."""
    taken, found = [], []
    for x, title, sub, late in sorted(wanted, key=lambda one: float(one[0].rstrip("%"))):
        at = float(x.rstrip("%"))
        width = LETTER * max(len(title), len(sub)) + GAP
        anchor = "start" if at + width <= 100 else "end"
        left, right = (at, at + width) if anchor == "start" else (at - width, at)
        level = 0
        while any(level == other and left < end and right > begin for other, begin, end in taken):
            level += 1
        taken.append((level, left, right))
        found.append((level, x, anchor, title, sub, late))
    return found


def _words(mark, course):
    late = ", terlambat" if mark.late else ""
    return {
        "signed": "SPK",
        "due": "Batas daftar",
        "registered": f"Terdaftar{late}",
        "paid": "Termin 1 dibayar",
        "amended": f"Adendum {mark.text}",
        **INTERRUPTIONS,
        "certificate": "Sertifikat berakhir",
        "end": "Pekerjaan selesai",
    }[mark.kind]


def _look(mark, course):
    if mark.late:
        return "hot"
    return "done" if mark.kind == "paid" else ""
