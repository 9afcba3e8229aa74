"""An office whose contracts are handed over, and the page on which that is done, as tests use it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from coverage.models import ContractStanding
from projects.models import Contract
from tests import cast
from tests import factories as make
from tests.pages import read

TODAY = timezone.localdate()
PATH = reverse("handover")


def office_of(budi):
    """Two open contracts of Budi's, and three that do not pass: closed, void, of a colleague."""
    agency = cast.agency_of(budi)
    open_days = {
        "signed_on": TODAY - timedelta(60),
        "starts_on": TODAY - timedelta(60),
        "ends_on": TODAY + timedelta(60),
    }
    given = {"agency": agency, "officer": budi.officer, **open_days}
    rows = [make.contract(title="Jembatan", **given), make.contract(title="Selokan", **given)]
    make.contract(title="Tutup", **given | {"ends_on": TODAY - timedelta(1), "status": Contract.Status.DONE})
    make.contract(title="Batal", **given | {"status": Contract.Status.VOID})
    make.contract(title="Rekan", **given | {"officer": "PPK Rekan"})
    return rows


def successor(agency, name="PPK Pengganti"):
    officer = make.officer(name)
    cast.appoint(officer, agency)
    return officer


def asked(giver, to, since=TODAY):
    return {"dari": giver.pk, "kepada": to.pk, "sejak": f"{since:%d/%m/%Y}"}


class Page:
    """The page as `user` has it open after choosing; `send` presses the button of the list."""

    def __init__(self, user, **chosen):
        self.client = cast.signed_in(user)
        self.take(self.client.get(PATH, chosen))

    def take(self, answer):
        self.answer, self.page = answer, read(answer)
        inputs = self.page.select('form[method="post"] input[name], form[method="post"] textarea')
        plain = [one for one in inputs if one.get("type") != "checkbox" and one["name"] != "csrfmiddlewaretoken"]
        self.values = {one["name"]: one.get("value", one.text) for one in plain} | {"pilih": self.ticked}

    def send(self, **typed):
        answer = self.client.post(PATH, self.values | typed)
        if answer.status_code == 422:
            self.take(answer)
        return answer

    @property
    def ticked(self):
        return [one["value"] for one in self.page.select('input[name="pilih"][checked]')]

    @property
    def titles(self):
        return [one.get_text() for one in self.page.select(".task h3")]

    @property
    def text(self):
        return " ".join(self.page.get_text(" ").split()).replace("\xa0", " ")


def in_charge(day=TODAY):
    return dict(ContractStanding.objects.on(day).named().values_list("title", "in_charge_name"))
