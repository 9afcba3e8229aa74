"""Questions of many forms to the register, each sort of them asked once for all.

Whoever looks something up takes an `ask`: `list`, which asks the database at once, or what `together` gives.
"""

from collections import defaultdict
from itertools import chain

from django.core.exceptions import EmptyResultSet
from django.db import connection
from psycopg2.sql import SQL, Literal

_ONE = SQL("SELECT {number} AS asked, q.* FROM ({rows}) q")


def together(act):
    """What `act(ask)` gives once all that it asks is answered.

    It is done again and again: what it has not asked before seems to find nothing, and is answered between. So it
    changes nothing, and takes as many rounds as one of its questions follows from another.
    """
    ask = _Asking()
    while True:
        found = act(ask)
        if not ask.answer():
            return found


class _Asking:
    def __init__(self):
        self._known, self._open = {}, {}

    def __call__(self, rows):
        """The rows of a queryset as a list, without what it joins to them; an empty one as long as they are not known."""
        try:
            asked = rows.select_related(None).query.sql_with_params()
        except EmptyResultSet:
            return []
        if asked not in self._known:
            self._open[asked] = rows.model
        return self._known.get(asked, [])

    def answer(self):
        """Ask what is open, all that differs in its values alone in one statement; whether there was anything."""
        alike = defaultdict(list)
        for statement, values in self._open:
            alike[statement].append(values)
        for statement, questions in alike.items():
            model = self._open[statement, questions[0]]
            self._known |= {(statement, values): [] for values in questions}
            for row in model.objects.raw(_each(statement, len(questions)), list(chain(*questions))):
                self._known[statement, questions[row.asked]].append(row)
        self._open.clear()
        return bool(alike)


def _each(statement, times):
    """The statement so many times as one; each row says the number of its own, as `asked`."""
    with connection.cursor() as cursor:
        each = (_ONE.format(number=Literal(number), rows=SQL(statement)) for number in range(times))
        return SQL(" UNION ALL ").join(each).as_string(cursor.connection)
