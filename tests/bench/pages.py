"""The Kontrak list of a small and of a large register, Django's admin beside it, and the queries of every page."""

from django.contrib import admin
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse, set_urlconf
from django.utils import timezone

from accounts.models import Role, User
from cakupan import urls
from coverage.recomputing import recompute
from projects.models import Contract
from tests.bench.register import fill
from tests.bench.sides import line, medians

SMALL, LARGE = (200, 3_000), (20_000, 300_000)
PAGES = ("overview", "contract_list", "contractor_list", "compliance", "measures", "persons", "rule_catalogue")
MOST_QUERIES = 12


def ratios():
    """Whether each bar is kept, one after another."""
    today = timezone.localdate()
    ani = User.objects.create_user("ani@ukur.test", "Ani Ukur", Role.PROCUREMENT)
    fitri = User.objects.create_user("fitri@ukur.test", "Fitri Ukur", Role.ADMINISTRATOR)
    client = Client()
    client.force_login(ani)

    def contract_list():
        answer = client.get(reverse("contract_list"))
        assert answer.status_code == 200

    register(SMALL, today)
    (small,) = medians(contract_list)
    register(LARGE, today)
    changelist = admin_changelist(fitri)
    large, beside = medians(contract_list, changelist)
    again_small = refilled_small(today, contract_list)
    yield line("Kontrak list, 20,000 contracts / 200 contracts", large, (small + again_small) / 2, 3)
    line("Kontrak list / Django admin's changelist, 20,000 contracts", large, beside)
    yield from queries(client, today)


def refilled_small(today, act):
    register(SMALL, today)
    return medians(act)[0]


def register(size, today):
    """A register of that size on which the job has run, as on every working day."""
    fill(*size, today)
    recompute(today)


def admin_changelist(user):
    """A call of Django's own changelist of the same contracts with the same columns."""

    class Changelist(admin.ModelAdmin):
        list_display = ("status", "title", "agency", "officer", "contractor", "signed_on", "price")
        list_select_related = ("agency", "officer", "contractor")
        list_per_page = 50

    site = admin.AdminSite()
    site.register(Contract, Changelist)

    class Addresses:
        urlpatterns = [path("ukur/", site.urls), *urls.urlpatterns]

    def act():
        request = RequestFactory().get("/")
        request.user = user
        set_urlconf(Addresses)  # our own /admin/ does not know contracts
        try:
            answer = site.get_model_admin(Contract).changelist_view(request)
            answer.render()
        finally:
            set_urlconf(None)
        assert answer.status_code == 200

    return act


def queries(client, today):
    """Queries a page at 10 and at 10,000 contracts: the same number, at most twelve."""
    counts = {}
    for size in (10, 10_000):
        fill(size, size * 8, today)
        client.get(reverse("overview"))
        detail = reverse("contract_detail", args=[Contract.objects.order_by("id").values_list("uid", flat=True)[0]])
        for name in (*PAGES, "contract_detail"):
            with CaptureQueriesContext(
                connection,
            ) as captured:
                answer = client.get(detail if name == "contract_detail" else reverse(name))
            assert answer.status_code == 200, name
            counts.setdefault(name, []).append(len(captured))
    for name, (few, many) in counts.items():
        kept = few == many <= MOST_QUERIES
        print(f"queries of {name}: {few} at 10 contracts, {many} at 10,000{'' if kept else ' (MISSED)'}")
        yield kept
