"""Drafts: each is read and written by its own user alone."""

import uuid

from django.db import models, transaction
from django.db.models import Exists, OuterRef

from projects.models import Contract


class DraftQuerySet(models.QuerySet):
    def of(self, user):
        """The drafts of `user`, the newest first; one that a late save left behind its contract is none."""
        made = Contract.objects.filter(uid=OuterRef("pk"))
        return self.filter(~Exists(made), user=user).order_by("-saved_at")

    def keep(self, user, kind, uid, version, data):
        """The draft that now holds `data`, saved under `uid` where `version` is what stands there.

        Where another window saved it meanwhile, or where the uid is somebody else's, `data` goes into a new draft of
        its own: nothing is overwritten unseen. The same text again changes nothing.
        """
        with transaction.atomic():
            found, made = self.get_or_create(pk=uid, defaults={"user": user, "kind": kind, "data": data})
            if made:
                return found
            found = self.select_for_update().filter(pk=uid, user=user).first()
            if found is not None and found.data == data:
                return found
            if found is None or found.version != version:
                return self.create(pk=uuid.uuid4(), user=user, kind=kind, data=data)
            found.data, found.version = data, version + 1
            found.save(update_fields=["data", "version", "saved_at"])
            return found
