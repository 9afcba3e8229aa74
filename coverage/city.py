"""What Beranda says of the whole city: the rate, its year, its target, and who holds what is still missing."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from cakupan import numbers
from coverage.breakdowns import Row, breakdown, rows_on
from coverage.measuring import Rate, newest_ucj, series, targets_on
from coverage.models import Alarm, DailyFigure, Measure, Target, UCJStatement
from coverage.passports import Part, amount_of
from coverage.rules.measures import percent
from coverage.trend import spark_path
from coverage.verdicts import Verdict
from projects.models import Contract

MEASURES = ("workers", "headcount", "packages", "value")
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Day:
    """The four measures of the city on one day, as the job stored them or as they were computed just now."""

    on: date
    rates: dict[str, Rate]
    unknown: int

    @property
    def workers(self):
        return self.rates["workers"]

    @property
    def of(self):
        """Whose figures these are, as pages mark those of another day than theirs."""
        return f"kota:{self.on.isoformat()}"


@dataclass(frozen=True)
class Standing:
    """One measure of the city on the day: its rate, its target, and how it moved since the end of last month."""

    rate: Rate
    target: Target | None
    before: Day | None
    days: list[Day]

    @property
    def title(self):
        return Measure(self.rate.measure).label

    @property
    def verdict(self):
        return Verdict(self.rate, self.target, self.days[-1].on)

    @property
    def borrowed(self):
        """Whether the target was set for an earlier year than the day's."""
        return self.target is not None and self.target.year != self.days[-1].on.year

    @property
    def moved(self):
        """Points since the end of last month, half-up to one decimal; None where one of the two days has no work."""
        old = self.before and self.before.rates[self.rate.measure]
        if not old or not old.denominator or not self.rate.denominator:
            return None
        now, then = self.rate, old
        difference = now.numerator * then.denominator - then.numerator * now.denominator
        return (Decimal(difference) * 100 / (now.denominator * then.denominator)).quantize(TENTH, ROUND_HALF_UP)

    @property
    def beside(self):
        """What the page says of the rate beyond itself, as lines of its passport: target, gap, how it moved."""
        lines = list(self.verdict.beside)
        if self.moved is not None:
            then = self.before.rates[self.rate.measure]
            sides = " dari ".join(amount_of(then.measure, side) for side in (then.numerator, then.denominator))
            label = f"sejak {numbers.day(self.before.on)}, saat itu {numbers.percent(then.percent)}: {sides}"
            lines.append(Part("Perubahan", numbers.points(self.moved), label))
        return lines

    @property
    def series(self):
        """The days of the year up to the day, as rates of this measure."""
        return [(day.on, day.rates[self.rate.measure]) for day in self.days]

    @property
    def has_work(self):
        """Whether anything is counted on any of the days."""
        return any(rate.denominator for _, rate in self.series)

    @property
    def path(self):
        """The sparkline of the series, empty where there is no line to draw."""
        return spark_path(self.series)


@dataclass(frozen=True)
class AgencyTable:
    """The agencies with work on the day, those with the most uncovered persons first."""

    rows: list[Row]
    city: Rate
    target: Target | None

    def tone(self, row):
        """The colour of a row's plot: covered, below the target, or neither where there is no target."""
        if self.target is None:
            return "s-ink3"
        return "s-warn" if row.figures.workers.gap(self.target.percent) else "s-acc"

    @property
    def covered(self):
        return sum(row.figures.workers.numerator for row in self.rows)

    @property
    def persons(self):
        return sum(row.figures.workers.denominator for row in self.rows)

    @property
    def repeats(self):
        """How often a person stands in a further row: what the rows add up to beyond the city's denominator."""
        return self.persons - self.city.denominator

    @property
    def heaviest(self):
        """The fewest agencies that together hold at least half of the uncovered, as (how many, their percentage)."""
        missing = [row.figures.workers.missing for row in self.rows]
        total, held = sum(missing), 0
        for number, one in enumerate(missing, start=1):
            held += one
            if total and held * 2 >= total:
                return number, percent(held, total)
        return None


@dataclass(frozen=True)
class City:
    """Everything on Beranda. `stored` says that the headline and the line are the job's, not computed just now."""

    days: list[Day]
    before: Day | None
    stored: bool
    targets: dict[str, Target]
    ucj: UCJStatement | None
    agencies: AgencyTable
    alarms: list[Alarm]

    @property
    def today(self):
        return self.days[-1]

    @property
    def standings(self):
        return [Standing(self.today.rates[name], self.targets.get(name), self.before, self.days) for name in MEASURES]

    @property
    def ucj_segments(self):
        """The four segments of the statement as (name, persons, per cent of the largest)."""
        one = self.ucj
        segments = (("PU", one.pu), ("BPU", one.bpu), ("Jakon", one.jakon), ("PMI", one.pmi))
        largest = max(number for _, number in segments) or 1
        return [(name, number, number * 100 / largest) for name, number in segments]

    @property
    def ucj_percent(self):
        return percent(self.ucj.participants, self.ucj.employed)

    @property
    def ucj_points(self):
        """How many points of UCJ the uncovered construction workers are worth."""
        return percent(self.today.workers.missing, self.ucj.employed)


def _stored_days(first, last):
    """The stored days of `first`..`last` that hold all four measures, in order."""
    found = {}
    rows = DailyFigure.objects.filter(day__range=(first, last)).order_by("day")
    for day, measure, numerator, denominator, unknown in rows.values_list(
        "day", "measure", "numerator", "denominator", "unknown"
    ):
        whole = (lambda number: number) if measure == "value" else int
        one = found.setdefault(day, Day(day, {}, unknown))
        one.rates[measure] = Rate(measure, whole(numerator), whole(denominator))
    return [day for day in found.values() if len(day.rates) == len(MEASURES)]


def _computed_days(first, last):
    return [
        Day(one.on, {rate.measure: rate for rate in one.rates}, one.unknown_contracts) for one in series(first, last)
    ]


def city_on(day, user):
    """The City on `day` as `user` reads it; None for a register without contracts.

    The figures of all agencies are for every reader; only the links differ.
    """
    first = day.replace(month=1, day=1)
    end_of_last_month = day.replace(day=1) - timedelta(days=1)
    begin = min(first, end_of_last_month)
    days = _stored_days(begin, day)
    agencies = rows_on(day, breakdown("opd"), agency_ids=None if user.sees_all else user.agency_ids)
    stored = bool(days) and days[-1].on == day
    if not stored:
        if not agencies and not Contract.objects.exists():
            return None
        days = _computed_days(begin, day)
    elif days[0].on > begin:  # the job begins with the first contract, the line with the year
        days = _computed_days(begin, days[0].on - timedelta(days=1)) + days
    agencies.sort(key=lambda row: -row.figures.workers.missing)
    targets = targets_on(day)
    return City(
        days=[one for one in days if one.on >= first],
        before=next((one for one in days if one.on == end_of_last_month), None),
        stored=stored,
        targets=targets,
        ucj=newest_ucj(day),
        agencies=AgencyTable(agencies, days[-1].workers, targets.get("workers")),
        alarms=list(Alarm.objects.filter(closed_at=None)),
    )
