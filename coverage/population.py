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


def population_passport(groups, day, computed_at, narrowed):
    """One passport for all counts of the table: each place with its contracts, `narrowed` with the reader's own beside."""

    def counted(line):
        text = f"{numbers.count(line.everywhere)} kontrak"
        return f"{text}, {numbers.count(line.own)} di OPD Anda" if narrowed else text

    lines = [line for group in groups for line in group.lines]
    return Passport(
        slug="register",
        title="Kontrak di register menurut tempatnya dalam hitungan",
        meaning="Setiap kontrak berdiri di satu tempat: yang pertama cocok dari batal, swakelola, sumber dana, jenis; lalu "
        "masa pelaksanaan; lalu perlindungan pada hari itu.",
        result=f"{numbers.count(sum(line.everywhere for line in lines))} kontrak",
        parts=tuple(Part(line.place.title, counted(line)) for line in lines),
        day=day,
        source=DEFINITIONS,
        computed_at=computed_at,
    )
