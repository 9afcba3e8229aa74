"""Rows of a statement as dicts."""

from django.db import connection


def as_dicts(statement, parameters):
    """Every row that `statement` gives, as a dict of column to value."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
