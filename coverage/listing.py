"""The Kontrak list as a reader asked for it: narrowed, sorted, summed; the page and the file are made of the same one."""

from dataclasses import dataclass
from functools import cached_property, partial

from cakupan import numbers
from coverage.exporting import Row
from coverage.filters import ContractFilter
from coverage.measuring import Rate
from coverage.models import ContractStanding
from coverage.passports import DEFINITIONS, Part, Passport, measure_passport
from coverage.querysets.choices import choices_of
from coverage.querysets.people import heads_of, people_rows, stored_heads
from coverage.tables.contracts import NEVER_HIDDEN, PER_PAGE, ContractTable, KnownPaginator
from coverage.wording import status_of
from projects.models import Contract

SCOPE = "dalam daftar ini"
DEFAULT_ORDER = "status"
RELATED = ("agency", "contractor")
SORTABLE = frozenset(name for name, column in ContractTable.base_columns.items() if column.orderable is not False)
VIEWS = (
    ("Semua", "contracts", {}, "yang dapat Anda lihat"),
    ("Berjalan", "in_execution", {"berjalan": "ya"}, "dihitung, dan hari itu dalam masa pelaksanaannya"),
    ("Tidak terlindungi", "unprotected", {"lindung": "tidak"}, "berjalan, dan hari itu tanpa perlindungan"),
    (
        "Batas daftar ≤ 5 hari kerja",
        "soon",
        {"temuan": "due_soon"},
        "belum terdaftar, batasnya tiba hari itu atau segera",
    ),
    ("Tenaga kerja belum diisi", "unknown", {"hitung": "tak-diketahui"}, "berjalan, tanpa rencana dan tanpa nama"),
    ("Sudah berakhir", "ended", {"berjalan": "selesai"}, "hari terakhirnya sebelum hari itu"),
)
"""The saved views: their name, their count in `tally`, the filters that they are, and what they hold."""


@dataclass(frozen=True)
class View:
    name: str
    label: str
    count: int
    url: str
    current: bool


@dataclass(frozen=True)
class ColumnChoice:
    label: str
    shown: bool
    url: str


class ListingSums:
    """The figures under the table: packages and workers of the whole filter, and the value of all its rows."""

    def __init__(self, listing, whole, computed_at):
        sums = listing.sums
        self.contracts, self.all_contracts = sums["contracts"], listing.tally["contracts"]
        self.worth, self.unknown = sums["worth"], whole["unknown"]
        self.packages = Rate("packages", sums["shielded"], sums["in_execution"])
        self.workers = Rate("workers", whole["covered"], whole["listed"] + whole["unlisted"])
        scope = SCOPE if listing.filter.asked or not listing.user.sees_all else ""
        passport = partial(measure_passport, day=listing.day, scope=scope)
        self.packages_passport = passport(self.packages, computed_at=computed_at)
        heads_at = whole.get("computed_at", computed_at)
        self.workers_passport = passport(self.workers, computed_at=heads_at, unknown=self.unknown)
        shown = Part("Dalam daftar ini", numbers.count(self.contracts), "yang memenuhi semua filter")
        held = (Part(label, numbers.count(listing.tally[name]), meaning) for label, name, _, meaning in VIEWS)
        self.views_passport = Passport(
            slug="tampilan",
            title="Kontrak menurut tampilan",
            meaning="Banyaknya kontrak pada tiap tampilan, dari semua kontrak yang dapat Anda lihat. Satu kontrak bisa ada "
            "di beberapa tampilan.",
            result=f"{numbers.count(self.all_contracts)} kontrak",
            parts=(*held, shown),
            day=listing.day,
            source=DEFINITIONS,
            computed_at=computed_at,
        )
        self.value_passport = Passport(
            slug="nilai",
            title="Nilai kontrak dalam daftar",
            meaning="Jumlah nilai tanpa PPN semua kontrak dalam daftar ini menurut adendum sampai hari itu, termasuk yang "
            "tidak berjalan dan yang di luar hitungan.",
            result=numbers.rupiah(self.worth),
            parts=(Part("Kontrak", numbers.count(self.contracts), f"dari {numbers.count(self.all_contracts)}"),),
            day=listing.day,
            source=DEFINITIONS,
            computed_at=computed_at,
        )


class Listing:
    """What `user` sees of the contracts on `day` when the URL says `params` (a QueryDict; the last of a key counts)."""

    def __init__(self, user, params, day, pada=""):
        """`pada` is the day as the URL gave it, empty for today: links keep it."""
        self.user, self.day = user, day
        sort = params.get("sort", "").strip()
        self.sort = sort if sort.removeprefix("-") in SORTABLE else ""
        asked_away = params.get("tanpa", "").split(",")
        self.hidden = [name for name in ContractTable.base_columns if name in asked_away and name != NEVER_HIDDEN]
        kept = {"sort": self.sort, "tanpa": ",".join(self.hidden), "pada": pada}
        self.kept = {key: value for key, value in kept.items() if value}
        self.params = params
        self.visible = ContractStanding.objects.visible_to(user).on(day, heads=False)

    @cached_property
    def filter(self):
        """The filter, with what can be chosen of what the reader sees."""
        seen = Contract.objects.visible_to(self.user)
        choices = choices_of(seen, self.params.get("penyedia", ""))
        return ContractFilter(self.params, self.visible, day=self.day, kept=self.kept, choices=choices)

    @property
    def bare(self):
        """The address of the same list without any filter."""
        return self.filter.link_to()

    @property
    def everything(self):
        """Whether this is the whole city without any filter."""
        return self.user.sees_all and not self.filter.asked

    @cached_property
    def tally(self):
        """The sums of all that the reader sees, and how many contracts stand behind each saved view."""
        narrowed = bool(self.filter.asked)
        found = self.visible.sums(self.day, ids=not self.everything, unknown=narrowed)
        return found | {"unprotected": found["in_execution"] - found["shielded"]}

    @cached_property
    def sums(self):
        """What the whole filter adds up to (see ContractStandingQuerySet.sums)."""
        return self.filter.qs.sums() if self.filter.asked else self.tally

    @property
    def views(self):
        """The saved views with their counts; the one whose filters are in force is current."""
        asked = self.filter.asked
        named = [asks for _, _, asks, _ in VIEWS if asks and asks.items() <= asked.items()]
        current = named[-1] if named else {}
        return [
            View(name, label, self.tally[name], self.filter.link_to(**asks), asks == current)
            for label, name, asks, _ in VIEWS
        ]

    @property
    def columns(self):
        """The columns that can be hidden, each with the address of the list with it the other way round."""
        found = []
        for name, column in ContractTable.base_columns.items():
            if name == NEVER_HIDDEN:
                continue
            away = [one for one in self.hidden if one != name] if name in self.hidden else [*self.hidden, name]
            found.append(
                ColumnChoice(
                    column.verbose_name, name not in self.hidden, self.filter.link(tanpa=",".join(away) or None)
                )
            )
        return found

    @property
    def order_in_words(self):
        """How the rows are sorted: "Nilai (Rp), turun"."""
        name = (self.sort or DEFAULT_ORDER).removeprefix("-")
        return f"{ContractTable.base_columns[name].verbose_name}, {'turun' if self.sort.startswith('-') else 'naik'}"

    def table(self):
        """The table of all rows as asked for, sorted, without the hidden columns."""
        table = ContractTable(self.filter.qs.by_risk(self.day), order_by=self.sort or DEFAULT_ORDER)
        for name in self.hidden:
            table.columns.hide(name)
        return table

    def page(self, asked):
        """The table turned to a page: 1 for what is no number, the last one for what is no page; and its ids.

        The ids are sorted out first, so that a large register is read narrowly and 50 contracts widely.
        """
        table = self.table()
        page = KnownPaginator([], PER_PAGE, count=self.sums["contracts"]).get_page(asked)
        start = (page.number - 1) * PER_PAGE
        ids = list(table.data.data.values_list("pk", flat=True)[start : start + PER_PAGE])
        table.show(page, self._whole(ids))
        return table, ids

    def _whole(self, ids):
        found = ContractStanding.objects.visible_to(self.user).on(self.day, heads=False, only=ids)
        by_id = {contract.pk: contract for contract in found.select_related(*RELATED)}
        return [by_id[pk] for pk in ids if pk in by_id]

    def all_rows(self):
        """(visible columns, an exporting.Row for every contract of the filter in the table's order, heads of them all)."""
        table = self.table()
        contracts = list(table.data.data.named().select_related(*RELATED))
        whole, people = self.people([contract.pk for contract in contracts])
        return table.shown, [self._row(contract, people.get(contract.pk)) for contract in contracts], whole

    def _row(self, contract, people):
        return Row(contract, people, status_of(contract, self.day, people))

    def people(self, rows):
        """(heads of the whole filter, {contract id: heads} of the contracts `rows`), as people_rows gives them."""
        stored = stored_heads(self.day) if self.everything and len(rows) <= PER_PAGE else None
        if stored:
            whole, each = stored, heads_of(self.day, rows)
        else:
            whole, *each = people_rows(self.day, rows, None if self.everything else self.sums["running_ids"])
        if not self.filter.asked:
            self.tally["unknown"] = whole["unknown"]  # the same contracts: not counted a second time
        return whole, {row["contract_id"]: row for row in each}

    def sum_lines(self, whole, computed_at):
        """What stands under the table, each with its passport; `whole` as from `people`."""
        return ListingSums(self, whole, computed_at)
