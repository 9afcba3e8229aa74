"""The page of one contract, asked for and read by tests."""

import re
from datetime import date

from django.urls import reverse

from tests.cast import signed_in

D = date(2025, 9, 30)


def page(user, contract, day=D, **query):
    answer = signed_in(user).get(reverse("contract_detail", args=[contract.uid]), {"pada": day.isoformat(), **query})
    assert answer.status_code == 200
    return answer


def words(answer):
    """The text of the page, tags and doubled spaces left out."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())).replace("\xa0", " ")
