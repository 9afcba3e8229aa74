"""The measures broken down: the rows of a day under their names, each with the Kontrak list that adds up to it."""

from dataclasses import dataclass

from django.utils.dates import MONTHS
from django.utils.text import slugify

from cakupan.templatetags.figures import CITY
from contractors.models import Contractor
from coverage.filters import BANDS, EMPTY
from coverage.measuring import Figures, breakdown_on
from coverage.passports import Passport, amount_of, row_passport
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
    """The figures of one key. `query` narrows the Kontrak list to its running contracts; None for a foreign agency.

    `of` and `passport` mark its figures (cakupan/templatetags/figures.py); a sum of the city has the city's passports.
    """

    label: str
    figures: Figures
    key: str = ""
    query: dict | None = None
    of: str = CITY
    passport: Passport | None = None

    @property
    def slug(self):
        """The slug of its passport; empty for the city, whose measures have a passport each."""
        return self.passport.slug if self.passport else ""

    @property
    def cautions(self):
        """The counts on which a percentage says little, in words and each once: "12 orang", "3 kontrak"."""
        small = (amount_of(rate.measure, rate.denominator) for rate in self.figures.rates if rate.is_small)
        return list(dict.fromkeys(small))


def breakdown(slug):
    """The breakdown that the URL names, by agency where it names none that exists."""
    return next((one for one in BREAKDOWNS if one.slug == slug), BREAKDOWNS[0])


def rows_on(day, chosen, among=None, agency_ids=None, computed_at=None):
    """The rows of the breakdown `chosen` on `day`, in order of their names, "belum diisi" last.

    `among` narrows to contract ids (None: the whole city); rows of agencies outside `agency_ids` (None: all) open
    no list. `computed_at` is the moment that their passports name. Bands and months are in order of their own.
    """
    found = breakdown_on(day, chosen.by, among)
    names = names_of_keys(chosen.by, found)
    rows = [
        Row(
            label=label,
            figures=figures,
            key=key,
            query=_query(chosen, key, agency_ids),
            of=f"{chosen.slug}:{key}",
            passport=row_passport(figures, label, computed_at, slug=f"{chosen.slug}-{slugify(key) or 'kosong'}"),
        )
        for key, label, figures in ((key, names.get(key, key) or EMPTY_LABEL, found[key]) for key in found)
    ]
    by_key = chosen.by in ("band", "month", "kecamatan")
    return sorted(rows, key=lambda row: (not row.key, row.key if by_key else row.label.casefold(), row.key))


def _query(chosen, key, agency_ids):
    if chosen.by == "agency" and agency_ids is not None and int(key) not in agency_ids:
        return None
    return {chosen.parameter: key or EMPTY, "berjalan": "ya"}


def names_of_keys(by, keys):
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
