"""How every change is recorded: by statement-level database triggers, whoever or whatever makes it."""

import pghistory
import pghistory.models
import pgtrigger
from django.db import models
from django.db.models import Func


class DatabaseRole(Func):
    """The database role that runs the statement."""

    template = "CURRENT_USER"
    output_field = models.CharField()


class ApplicationName(Func):
    """The name that the program gave itself when it connected."""

    template = "current_setting('application_name')"
    output_field = models.CharField()


class RecordedEvent(pghistory.models.Event):
    """A row as it stood after (insert, update) or before (delete) a change; who = the user, else role and program."""

    db_role = models.CharField("peran basis data", max_length=63, db_default=DatabaseRole(), editable=False)
    application = models.CharField("program", max_length=63, db_default=ApplicationName(), editable=False)

    class Meta:
        abstract = True


def recorded(*, exclude=()):
    """A class decorator that records each insert, update and delete of the model, bulk and raw SQL included."""
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        base_model=RecordedEvent,
        exclude=list(exclude),
        level=pgtrigger.Statement,
    )


def by_import():
    """A context in which every recorded change that no person makes is told as one of files that were imported."""
    return pghistory.context(by="Impor berkas")


def nobody(role, application):
    """Who made a change while no person was signed in: role and program of the connection, in words."""
    return f"tanpa orang yang masuk: {role} ({application or 'tanpa nama program'})"


def because(reason):
    """A context in which every recorded change carries `reason` (text of a person; "" for none), for the history."""
    return pghistory.context(reason=reason) if reason else pghistory.context()
