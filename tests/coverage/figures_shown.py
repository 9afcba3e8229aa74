"""The figures that a page shows, as its marks say them (cakupan/templatetags/figures.py)."""

import re
from decimal import Decimal
from html.parser import HTMLParser


class _Figures(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []
        self.popovers = set()
        self.ids = []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"])
        if "popover" in given:
            self.popovers.add(given["id"].removeprefix("paspor-"))
        if tag == "data":
            self.found.append(given)


def read(response):
    """The parsed page: `found` figures as dicts of attributes, `popovers` the slugs of its passports, `ids` of all."""
    page = _Figures()
    page.feed(response.content.decode())
    return page


def shown(response, of="kota"):
    """{(measure, part): Decimal or None} of everything the page says of `of`; fails where it says two things."""
    figures = {}
    for one in read(response).found:
        if one.get("data-of") == of and "data-part" in one:
            key = one["data-measure"], one["data-part"]
            value = Decimal(one["value"]) if one["value"] else None
            assert figures.setdefault(key, value) == value, f"{key} is shown as {figures[key]} and as {value}"
    return figures


def texts(response):
    """The text of the page without tags, spaces folded."""
    plain = re.sub(r"(?s)<script.*?</script>|<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", plain.replace("\xa0", " "))
