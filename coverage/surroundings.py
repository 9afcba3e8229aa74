"""What every page says of its figures: whether the data is invented, how old the stored figures are, by which rules."""

from django.utils.functional import SimpleLazyObject

from coverage.models import Dataset
from coverage.recomputing import freshness
from coverage.rules import VERSION


def surroundings(request):
    """`dataset` (None: nothing imported yet) and `freshness`, each asked for once and only where a template uses it."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    return {
        "dataset": SimpleLazyObject(Dataset.objects.first),
        "freshness": SimpleLazyObject(freshness),
        "rules_version": VERSION,
    }
