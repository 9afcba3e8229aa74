"""Pages as people get them: asked for as somebody, read as HTML, their figures found by their marks."""

import copy
import re
from decimal import Decimal

from bs4 import BeautifulSoup
from django.test import Client

from tests.cast import signed_in


class Page(BeautifulSoup):
    """The answer of a page, to be searched with `select` (CSS); `response` is Django's.

    `marks` are the attributes of its figures, `popovers` the slugs of its passports, those of rows that share one among
    them, `ids` those of all elements.
    """

    @property
    def marks(self):
        return [mark.attrs for mark in self.select("data")]

    @property
    def popovers(self):
        whole = {passport["id"].removeprefix("paspor-") for passport in self.select("[popover][id]")}
        return whole | {opener["data-fills"] for opener in self.select("button[data-fills]")}

    @property
    def ids(self):
        return [element["id"] for element in self.select("[id]")]


def read(response):
    """The Page in a response, whatever its status."""
    page = Page(response.content, "html.parser")
    page.response = response
    return page


def page_of(reader, address, **query):
    """The page at `address` as `reader` sees it, a user or a client that has signed in; fails unless it answers 200."""
    client = reader if isinstance(reader, Client) else signed_in(reader)
    response = client.get(address, query)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    return read(response)


def figures_of(page):
    """The sides of rates that a page shows, by their marks: {(whose, measure): {part: exact text}}.

    A figure that is shown twice must say the same both times.
    """
    found = {}
    for mark in page.select("data.fig[data-part]"):
        parts = found.setdefault((mark["data-of"], mark["data-measure"]), {})
        before = parts.setdefault(mark["data-part"], mark["value"])
        assert before == mark["value"], f"{mark['data-of']} {mark['data-measure']}: {before} and {mark['value']}"
    return found


def shown(response, of="kota"):
    """{(measure, part): Decimal or None} of everything that the page in a response says of `of`."""
    return {
        (measure, part): Decimal(value) if value else None
        for (whose, measure), parts in figures_of(read(response)).items()
        if whose == of
        for part, value in parts.items()
    }


def texts(response):
    """The text of the page in a response without tags and scripts, spaces folded, every element apart."""
    page = read(response)
    for script in page.select("script"):
        script.decompose()
    return " ".join(page.get_text(" ").replace("\N{NO-BREAK SPACE}", " ").split())


def text_of(place):
    """The text of an element as one line, each cell and sentence apart, with plain spaces."""
    return re.sub(r" ([.,;:])", r"\1", " ".join(place.get_text(" ").replace("\N{NO-BREAK SPACE}", " ").split()))


def numbers_in(text):
    """Every number of a text as people write it in Indonesian: 1.234.567,89 and 49,3 among them."""
    found = re.findall(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?", text)
    return {Decimal(number.replace(".", "").replace(",", ".")) for number in found}


def passport_says(passport):
    """Every division that a passport states, as (numerator, denominator, per cent); None for "tidak ada"."""

    def sides(role):
        said = (numbers_in(text_of(part)) for part in passport.select(f'[data-role="{role}"]'))
        return [max(found) for found in said if found]

    result = text_of(passport.select_one("[data-result]"))
    percents = re.findall(r"([\d,]+) %|(tidak ada)", result)
    pairs = list(zip(sides("Pembilang"), sides("Penyebut"), strict=False))
    if len(percents) != len(pairs):
        return []
    return [(*pair, numbers_in(said).pop() if said else None) for pair, (said, _) in zip(pairs, percents, strict=True)]


def passports_of(page):
    """{slug: passport} of every one that the page can open; where rows share one, as a row's button fills it (ui.js)."""
    found = {one["id"].removeprefix("paspor-"): one for one in page.select(".passport[id]")}
    for opener in page.select("button[data-fills]"):
        passport = copy.copy(found[opener["popovertarget"].removeprefix("paspor-")])
        passport.select_one(".pp-title").string = opener["aria-label"].partition(": ")[2]
        passport.select_one("[data-result]").string = opener["data-result"]
        passport.select_one("[data-print]").string = opener["data-print"]
        parts, texts = passport.select("[data-role]"), opener["data-parts"].split("|")
        assert len(parts) == len(texts), f"{opener['aria-label']}: {len(texts)} texts for {len(parts)} lines"
        for part, text in zip(parts, texts, strict=True):
            part.string = text
        assert opener["data-fills"] not in found, f"two passports are called {opener['data-fills']}"
        found[opener["data-fills"]] = passport
    return found
