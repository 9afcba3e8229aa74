"""What one context of the history changed, taken back: set-based, table by table, from the events alone."""

from functools import cache

from django.apps import apps
from django.db import connection
from django.db.models import CASCADE
from pghistory.models import Event
from psycopg2.sql import SQL, Identifier

from contractors.models import Contractor, NIKTail, Worker
from coverage.models.disclosures import Disclosure
from coverage.models.registrations import HeadcountDeclaration, Instalment, Membership, Registration
from projects.models import Agency, Amendment, Appointment, Assignment, Contract, Officer

TABLES = (
    Agency,
    Officer,
    Contractor,
    Worker,
    Contract,
    Appointment,
    HeadcountDeclaration,
    Amendment,
    Registration,
    Instalment,
    Assignment,
    Membership,
)
"""What an import writes, those that others name first."""

_MOVED = """
SELECT count(*)
FROM (
    SELECT DISTINCT ON (pgh_obj_id) * FROM {events} WHERE pgh_context_id = %(context)s ORDER BY pgh_obj_id, pgh_id DESC
) mine
LEFT JOIN {table} t ON t.id = mine.pgh_obj_id
WHERE mine.pgh_label <> 'delete' AND (t.id IS NULL OR ({now}) IS DISTINCT FROM ({then}))
"""
_NAMED = """
SELECT count(DISTINCT mine.pgh_obj_id)
FROM {events} mine
JOIN {other} other ON other.{column} = mine.pgh_obj_id
WHERE mine.pgh_context_id = %(context)s AND mine.pgh_label = 'insert'
"""
_NAMED_BY_OTHERS = """
  AND NOT EXISTS (
      SELECT FROM {other_events} ours
      WHERE ours.pgh_obj_id = other.id AND ours.pgh_context_id = %(context)s AND ours.pgh_label = 'insert')
"""
_TAKE_OUT = """
DELETE FROM {table} t USING {events} mine
WHERE mine.pgh_context_id = %(context)s AND mine.pgh_label = 'insert' AND mine.pgh_obj_id = t.id
"""
_IN_THE_LOG = """
UPDATE {table} t SET name = '', born_on = NULL, sex = '' FROM {events} mine
WHERE mine.pgh_context_id = %(context)s AND mine.pgh_label = 'insert' AND mine.pgh_obj_id = t.id
  AND EXISTS (SELECT FROM {log} d WHERE d.worker_id = t.id)
"""
_NOT_IN_THE_LOG = "  AND NOT EXISTS (SELECT FROM {log} d WHERE d.worker_id = t.id)"
_TAILS = """
DELETE FROM {tails} n USING {events} mine
WHERE mine.pgh_context_id = %(context)s AND mine.pgh_label = 'insert' AND mine.pgh_obj_id = n.worker_id
"""
_PUT_BACK = """
UPDATE {table} t SET {settings}
FROM (
    SELECT DISTINCT ON (pgh_obj_id) pgh_obj_id, pgh_id FROM {events}
    WHERE pgh_context_id = %(context)s AND pgh_label = 'update'
    ORDER BY pgh_obj_id, pgh_id
) mine
CROSS JOIN LATERAL (
    SELECT * FROM {events} e WHERE e.pgh_obj_id = mine.pgh_obj_id AND e.pgh_id < mine.pgh_id
    ORDER BY e.pgh_id DESC LIMIT 1
) was
WHERE t.id = mine.pgh_obj_id
"""
_BRING_BACK = """
INSERT INTO {table} ({columns})
SELECT {columns} FROM {events} gone
WHERE gone.pgh_context_id = %(context)s AND gone.pgh_label = 'delete'
ORDER BY gone.pgh_obj_id
"""
_WITHOUT_BEFORE = """
SELECT count(*) FROM {events} mine
WHERE mine.pgh_context_id = %(context)s AND mine.pgh_label = 'update'
  AND NOT EXISTS (SELECT FROM {events} e WHERE e.pgh_obj_id = mine.pgh_obj_id AND e.pgh_id < mine.pgh_id)
"""
_CONTRACTS = """
SELECT contract_id FROM projects_assignmentrecordedevent WHERE pgh_context_id = %(context)s
UNION SELECT contract_id FROM coverage_registrationrecordedevent WHERE pgh_context_id = %(context)s
UNION SELECT contract_id FROM projects_amendmentrecordedevent WHERE pgh_context_id = %(context)s
UNION SELECT pgh_obj_id FROM projects_contractrecordedevent WHERE pgh_context_id = %(context)s
"""
_CLOCKS = """
WITH mine AS MATERIALIZED (
    SELECT pgh_obj_id FROM projects_assignmentrecordedevent
    WHERE pgh_context_id = %(context)s AND pgh_label = 'insert'
)
DELETE FROM coverage_replacement
WHERE reported_on IS NULL AND (came_id IS NULL OR left_id IS NULL)
  AND COALESCE(came_id, left_id) IN (SELECT pgh_obj_id FROM mine)
"""
_AT_ONCE = "SET CONSTRAINTS ALL IMMEDIATE"


@cache
def events_of():
    """{model: its model of events} for everything that is recorded."""
    return {model.pgh_tracked_model: model for model in apps.get_models() if issubclass(model, Event)}


def _run(statement, context, **names):
    with connection.cursor() as cursor:
        cursor.execute(SQL(statement).format(**names).as_string(cursor.connection), {"context": context})
        return cursor.fetchone()[0] if cursor.description else cursor.rowcount


def _names(model):
    columns = [field.column for field in model._meta.concrete_fields]
    return {
        "table": Identifier(model._meta.db_table),
        "events": Identifier(events_of()[model]._meta.db_table),
        "columns": SQL(", ").join(map(Identifier, columns)),
        "now": SQL(", ").join(SQL("t.{}").format(Identifier(column)) for column in columns),
        "then": SQL(", ").join(SQL("mine.{}").format(Identifier(column)) for column in columns),
        "settings": SQL(", ").join(
            SQL("{0} = was.{0}").format(Identifier(column)) for column in columns if column != model._meta.pk.column
        ),
    }


def contracts_of(context):
    """The ids of the contracts of which `context` changed days, people or registrations."""
    with connection.cursor() as cursor:
        cursor.execute(_CONTRACTS, {"context": context})
        return [contract for (contract,) in cursor.fetchall()]


def stop_clocks(context):
    """Let go of the bare, unreported changes of people whom `context` listed: nothing depends on them."""
    _run(_CLOCKS, context)


def changed_later(context):
    """{model: how many rows do not stand any more as `context` (the id of one of the history) left them}."""
    return _counted(
        (model, _run(_MOVED, context, **_picked(model, "table", "events", "now", "then"))) for model in TABLES
    )


def without_before(context):
    """{model: how many changed rows have no earlier event}: what stood there before is not known."""
    return _counted((model, _run(_WITHOUT_BEFORE, context, **_picked(model, "events"))) for model in TABLES)


def named_later(context):
    """{model: how many rows that `context` made are named by rows that it did not make}."""
    found = {}
    for model in TABLES:
        for relation in _dependents(model):
            count = _named_by(model, relation, context)
            found[model] = max(found.get(model, 0), count)
    return _counted(found.items())


def _dependents(model):
    """The relations by which rows of other tables need one of `model`: not those that go along with it, nor the log of
    what was disclosed of a person, which keeps the person and nothing of what was said of them.
    """
    for relation in model._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)):
            continue
        other = relation.related_model
        goes_along = relation.on_delete is CASCADE or (model, other) == (Worker, Disclosure)
        if other._meta.managed and not issubclass(other, Event) and not goes_along:
            yield relation


def _named_by(model, relation, context):
    other = relation.related_model
    names = {
        **_picked(model, "events"),
        "other": Identifier(other._meta.db_table),
        "column": Identifier(relation.field.column),
    }
    if other not in TABLES:
        return _run(_NAMED, context, **names)
    names["other_events"] = Identifier(events_of()[other]._meta.db_table)
    return _run(_NAMED + _NAMED_BY_OTHERS, context, **names)


def take_back(context):
    """Undo everything that `context` wrote; {model: (rows taken out, put back as they were, brought back)}.

    Raises IntegrityError where what stands there now does not allow it. The caller keeps other writers out.
    """
    done = {model: [0, 0, 0] for model in TABLES}
    for model in reversed(TABLES):
        take_out = _take_out_people if model is Worker else _take_out
        done[model][0] = take_out(model, context)
    for model in TABLES:
        done[model][1] = _run(_PUT_BACK, context, **_picked(model, "table", "events", "settings"))
        done[model][2] = _run(_BRING_BACK, context, **_picked(model, "table", "events", "columns"))
    with connection.cursor() as cursor:
        cursor.execute(_AT_ONCE)
    return {model: tuple(counts) for model, counts in done.items() if any(counts)}


def _take_out(model, context):
    return _run(_TAKE_OUT, context, **_picked(model, "table", "events"))


def _take_out_people(model, context):
    names = _picked(model, "table", "events") | {"log": Identifier(Disclosure._meta.db_table)}
    _run(_TAILS, context, events=names["events"], tails=Identifier(NIKTail._meta.db_table))
    return _run(_IN_THE_LOG, context, **names) + _run(_TAKE_OUT + _NOT_IN_THE_LOG, context, **names)


def _picked(model, *wanted):
    names = _names(model)
    return {name: names[name] for name in wanted}


def _counted(pairs):
    return {model: count for model, count in pairs if count}
