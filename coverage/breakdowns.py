"""The measures broken down: the rows of a day under their names, each with the Kontrak list that adds up to it."""

from dataclasses import dataclass

from django.utils.dates import MONTHS

from contractors.models import Contractor
from coverage.filters import BANDS, EMPTY
from coverage.measuring import Figures, breakdown_on
from projects.models import Agency, Officer, Region

EMPTY_LABEL = "Belum diisi"


@dataclass(frozen=True)
class Breakdown:
    """One way to break the city down: `slug` in the URL of the page, `parameter` in that of the Kontrak list.

    `city_wide` rows are open to every reader; the others are narrowed to the contracts that a PPK may see.
    """

    slug: str
    by: str
    title: str
    parameter: str
    city_wide: bool = False


BREAKDOWNS = (
    Breakdown("opd", "agency", "OPD", "opd", city_wide=True),
    Breakdown("ppk", "officer", "PPK", "ppk"),
    Breakdown("jenis", "kind", "Jenis", "jenis"),
    Breakdown("penyedia", "provider", "Penyedia", "penyedia"),
    Breakdown("nilai", "band", "Pita nilai", "pita"),
    Breakdown("kecamatan", "kecamatan", "Kecamatan", "kecamatan"),
    Breakdown("bulan", "month", "Bulan kontrak", "bulan"),
)


@dataclass(frozen=True)
class Row:
    """The figures of one key. `query` narrows the Kontrak list to its running contracts; None for a foreign agency."""

    key: str
    label: str
    figures: Figures
    query: dict | None

    @property
    def cautions(self):
        """The rates that rest on so few persons or packages that a percentage says little."""
        return [rate for rate in self.figures.rates if rate.is_small]


def breakdown(slug):
    """The breakdown that the URL names, by agency where it names none that exists."""
    return next((one for one in BREAKDOWNS if one.slug == slug), BREAKDOWNS[0])


def rows_on(day, chosen, among=None, agency_ids=None):
    """The rows of the breakdown `chosen` on `day`, in order of their names, "belum diisi" last.

    `among` narrows to contract ids (None: the whole city); rows of agencies outside `agency_ids` (None: all) open
    no list. Bands and months are in order of their own.
    """
    found = breakdown_on(day, chosen.by, among)
    names = _names(chosen.by, found)
    rows = [
        Row(key, names.get(key, key) or EMPTY_LABEL, figures, _query(chosen, key, agency_ids))
        for key, figures in found.items()
    ]
    by_key = chosen.by in ("band", "month", "kecamatan")
    return sorted(rows, key=lambda row: (not row.key, row.key if by_key else row.label.casefold(), row.key))


def _query(chosen, key, agency_ids):
    if chosen.by == "agency" and agency_ids is not None and int(key) not in agency_ids:
        return None
    return {chosen.parameter: key or EMPTY, "berjalan": "ya"}


def _names(by, keys):
    """The names of the keys of a breakdown, as a dict; keys without a name of their own are absent."""
    model = {"agency": Agency, "officer": Officer, "provider": Contractor}.get(by)
    if model:
        ids = [int(key) for key in keys if key]
        return {str(pk): name for pk, name in model.objects.filter(pk__in=ids).values_list("pk", "name")}
    if by == "band":
        return dict(BANDS)
    if by == "kecamatan":
        return dict(Region.objects.filter(code__in=list(keys)).values_list("code", "name"))
    if by == "month":
        return {key: f"{MONTHS[int(key[5:])]} {key[:4]}" for key in keys}
    return {}
