"""Orang: residents of the city among the workers, and who stands on several contracts on the day."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from cakupan.pages import as_of
from coverage.persons import SharedPeople, residence_on, residence_passport, shared_passport
from coverage.tables.persons import SharedTable
from projects.models import Contract

PER_PAGE = 50


@require_safe
def persons(request):
    """The persons listed that day by their KTP address, and those on two contracts or more; a PPK's are of own agencies."""
    user, day, now = request.user, as_of(request), timezone.localtime()
    among = None if user.sees_all else list(Contract.objects.visible_to(user).values_list("pk", flat=True))
    people = SharedPeople(user, day, among)
    table = SharedTable(Paginator(people, PER_PAGE).get_page(request.GET.get("page")))
    residence = residence_on(day, among)
    context = {
        "table": table,
        "persons": len(people),
        "persons_listed": residence[-1].rate.denominator,
        "residence": residence,
        "residence_passport": residence_passport(residence, day, now, narrowed=among is not None),
        "shared_passport": shared_passport(len(people), day, now, narrowed=among is not None),
    }
    return render(request, "coverage/persons.html", context)
