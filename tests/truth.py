"""What the oracle says of a page's figures: whose they are is written in their marks (data-of)."""

from datetime import date

from coverage.breakdowns import BREAKDOWNS

BY = {one.slug: one.by for one in BREAKDOWNS}


class Truth:
    """The measures of a city for one reader on one day.

    `own` are the codes of the contracts that the reader may open, None for a reader of the whole city. Rows of agencies
    are open to everybody; all others are narrowed.
    """

    def __init__(self, city, loaded, day, own=None, ucj=None):
        self.city, self.loaded, self.day, self.own, self.ucj = city, loaded, day, own, ucj
        self.known = {}

    def of(self, whose, code=None, day=None):
        """{measure: (numerator, denominator)} of `whose`; `code` is the contract of the page, `day` another day."""
        day = day or self.day
        if whose.startswith("kota:"):
            whose, day = "kota", date.fromisoformat(whose.removeprefix("kota:"))
        if (whose, code, day) not in self.known:
            self.known[whose, code, day] = self._ask(whose, code, day)
        return self.known[whose, code, day]

    def _ask(self, whose, code, day):
        if whose == "kota":
            figures, _ = self.city.figures(day)
            return {**figures, "ucj": self.ucj}
        if whose in ("opd-anda", "daftar"):
            return self.city.figures(day, self.own)[0]
        if whose == "kontrak":
            return self.city.figures(day, {code})[0]
        if whose.startswith("kontrak:"):
            uids = {str(one.uid): code for code, one in self.loaded.contracts.items()}
            return self.city.figures(day, {uids[whose.removeprefix("kontrak:")]})[0]
        if whose == "penyedia":
            return self.city.figures(day, {one for one in self._seen() if self.city.key(one, "provider", day)})[0]
        slug, _, key = whose.partition(":")
        return self._row(slug, key.partition(":")[0], day)

    def _seen(self):
        return set(self.city.contracts) if self.own is None else self.own

    def _row(self, slug, key, day):
        by = BY[slug]
        key = "" if key in ("-", "kosong", "belum-diisi") else key
        among = None if by == "agency" else self.own
        rows = self.city.breakdown(day, by, among)
        figures, _ = rows.get(self.loaded.oracle_key(by, key)) or self.city.measure([], day, set())
        return figures
