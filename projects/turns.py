"""Whose turn it is to write the register: people beside one another, a file or a merger alone.

A file locks whole tables and then changes rows of them. Somebody who holds a row meanwhile and wants to write it would
wait for the file, and the file for the row, until PostgreSQL ended one of the two with an error. So whoever writes takes
a turn before any row or table is held.
"""

from contextlib import contextmanager

from django.db import transaction

from projects.querysets import wait_for_everybody, wait_for_files


@contextmanager
def by_hand():
    """One transaction in which a person writes, beside other people; a file that is being written comes first."""
    with transaction.atomic():
        wait_for_files()
        yield


@contextmanager
def alone():
    """One transaction in which nobody else writes the register; who reads is not kept."""
    with transaction.atomic():
        wait_for_everybody()
        yield
