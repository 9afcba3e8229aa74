"""Which uploads a person may see, and the rows of a preview, stored once they are judged."""

from django.db import connection, models
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from accounts.models import Role

SEE_ALL_UPLOADS = frozenset({Role.PROCUREMENT, Role.INSPECTORATE})

_COPY_ROWS = "COPY coverage_uploadrow (upload_id, line, state, doubtful, written, verdict) FROM STDIN"


def store_rows(lines):
    """COPY `lines` (an object whose read(size) gives COPY text), rows of uploads with what is written in each and its
    verdict, both sealed; an empty verdict says only the state.
    """
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(_COPY_ROWS, lines)


class UploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The uploads whose state and counts `user` may see: their own, those on contracts of a PPK's agencies, and all
        of them for procurement and inspectorate. A PPK's own for one contract close with its agency.
        """
        if user.role in SEE_ALL_UPLOADS:
            return self
        own = Q(user=user) if user.sees_all else Q(user=user, contract=None)
        return self.filter(own | Q(contract__agency_id__in=user.agency_ids))

    def of(self, user):
        """The uploads that `user` brought: whose files and rows they may read, and which they may apply or drop."""
        return self.filter(user=user)

    def waiting_for(self, user):
        """The uploads of `user` with something left to do: to be decided about, refused, or applied without its wrong rows.

        The last two are done once a later file of theirs for the same place was read, and when what they held is erased.
        """
        place = Coalesce("contract_id", Value(0))
        later = self.of(user).filter(
            state__in=["ready", "applied"], pk__gt=OuterRef("pk"), template=OuterRef("template")
        )
        later = later.alias(place=place).filter(place=OuterRef("place"))
        returned = Q(state="refused") | Q(state="applied", counts__wrong__gt=0)
        found = self.of(user).filter(erased_at__isnull=True).alias(place=place)
        return found.filter(Q(state="ready") | (returned & ~Exists(later)))

    def same_content(self, upload_sha256, contract, template):
        """Uploads of the same bytes to the same place, the newest first."""
        return self.filter(sha256=upload_sha256, contract=contract, template=template).order_by("-made_at", "-id")


class UploadRowQuerySet(models.QuerySet):
    def shown_as(self, state):
        """The rows of a state ("" for all), or those with warnings for the state "doubtful", in the order of the file."""
        if state == "doubtful":
            return self.filter(doubtful=True).order_by("line")
        return (self.filter(state=state) if state else self).order_by("line")
