"""From the bytes of one file to rows of texts, in a process of its own that may do nothing else.

These modules know the standard library alone: the child that runs them (`child.py`) starts in some milliseconds, has no
Django, no settings, no database and no secrets, and is confined before it reads the first byte. What it finds it says
in lines of JSON; `coverage.importing.reading` is at the other end.
"""
