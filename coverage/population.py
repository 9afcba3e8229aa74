"""What was counted on a day and what was not: every contract of the register stands in exactly one line."""

from dataclasses import dataclass

from cakupan import numbers
from coverage.catalogue import PLACES, PlaceText
from coverage.passports import DEFINITIONS, Part, Passport


@dataclass(frozen=True)
class Line:
    """How many contracts stand in one place: in the whole city, and among those that the reader may open."""

    place: PlaceText
    everywhere: int
    own: int


@dataclass(frozen=True)
class Group:
    """Lines that belong together, with their sums."""

    title: str
    text: str
    tone: str
    lines: tuple[Line, ...]

    @property
    def everywhere(self):
        return sum(line.everywhere for line in self.lines)

    @property
    def own(self):
        return sum(line.own for line in self.lines)


GROUPS = (
    ("Dihitung", "Berjalan pada hari itu: penyebut cakupan paket.", "acc", ("protected", "unprotected")),
    ("Tidak berjalan hari itu", "Dihitung pada hari lain.", "quiet", ("ended", "not_begun", "never_runs")),
    (
        "Tidak pernah dihitung",
        "Tercatat di register, di luar semua ukuran.",
        "quiet",
        ("void", "swakelola", "fund", "kind"),
    ),
)


def population(everywhere, own):
    """The groups of a day from the counts by place, as ContractStanding querysets give them."""
    texts = {place.code: place for place in PLACES}
    return [
        Group(title, text, tone, tuple(Line(texts[code], everywhere[code], own[code]) for code in codes))
        for title, text, tone, codes in GROUPS
    ]


def population_passport(groups, day, computed_at, narrowed, unknown):
    """One passport for all counts of the table: each place with its contracts, `narrowed` with the reader's own beside.

    `unknown` are the contracts without a headcount as (of the city, of the reader).
    """

    def counted(everywhere, own):
        text = f"{numbers.count(everywhere)} kontrak"
        return f"{text}, {numbers.count(own)} di OPD Anda" if narrowed else text

    lines = [line for group in groups for line in group.lines]
    sums = [Part(group.title, counted(group.everywhere, group.own)) for group in groups]
    whole = counted(sum(group.everywhere for group in groups), sum(group.own for group in groups))
    return Passport(
        slug="register",
        title="Kontrak di register menurut tempatnya dalam hitungan",
        meaning="Setiap kontrak berdiri di satu tempat: yang pertama cocok dari batal, swakelola, sumber dana, jenis; lalu "
        "masa pelaksanaan; lalu perlindungan pada hari itu.",
        result=whole,
        parts=tuple(Part(line.place.title, counted(line.everywhere, line.own)) for line in lines),
        beside=(Part("Tanpa jumlah tenaga kerja", counted(*unknown)), *sums),
        day=day,
        source=DEFINITIONS,
        computed_at=computed_at,
    )
