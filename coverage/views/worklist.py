"""Perlu tindakan: what waits for the reader today."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Role
from coverage.own_contracts import own_contracts_on
from coverage.worklist import groups_of, own_duties, waiting_passport
from projects.querysets import EDITORS


@require_safe
def worklist(request):
    """What waits for the reader, always today's: a day gone by leaves nothing to do."""
    day, now = timezone.localdate(), timezone.localtime()
    duties = own_duties(request.user, day)
    groups = groups_of(request.user, day, now, duties)
    context = {"groups": groups, "passport": waiting_passport(groups, day, now)}
    context["may_write"] = request.user.role in EDITORS
    context["reads_only"] = request.user.role == Role.INSPECTORATE
    context["own"] = own_contracts_on(duties, day, now)
    context["waiting"] = sum(len(group.tasks) + group.more for group in groups)
    return render(request, "coverage/worklist.html", context)
