"""A line of the worklist, and lines under one heading."""

from dataclasses import dataclass
from datetime import date

from coverage.passports import Passport

MOST = 40
"""Lines of one group that are shown; how many more there are is said."""

OPEN = 5
"""Lines of one group that stand open, the others folded away; none with a due date, and never a line alone."""

URGENCY = ("bad", "warn", "quiet")
"""Tones, the most urgent first."""


@dataclass(frozen=True)
class Task:
    """One thing to do: until when (None: no date), how urgent in words, on what, why, and where it is done."""

    due: date | None
    tone: str
    icon: str
    when: str
    note: str
    title: str
    facts: str
    url: str
    act: str
    passport: Passport | None = None
    """Of the number in `when`, where it says one."""


@dataclass(frozen=True)
class Group:
    """Tasks under one heading, with `about`, what is true of all of them; `more` are not shown."""

    title: str
    tasks: list
    more: int = 0
    about: str = ""

    @property
    def open(self):
        """The tasks in sight."""
        dated = any(one.due for one in self.tasks)
        return self.tasks if dated or len(self.tasks) <= OPEN + 1 else self.tasks[:OPEN]

    @property
    def folded(self):
        """The tasks behind one click."""
        return self.tasks[len(self.open) :]


def group(title, tasks, about=""):
    """`tasks` under the heading `title`, at most MOST of them."""
    return Group(title, tasks[:MOST], max(len(tasks) - MOST, 0), about)
