"""A rate against its target, in words: what is missing, or that it is reached."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING

from cakupan import numbers
from coverage.measuring import Rate
from coverage.models import Target
from coverage.passports import Part, amount_of

UNITS = {"workers": "pekerja", "headcount": "tenaga kerja", "packages": "kontrak"}


@dataclass(frozen=True)
class Verdict:
    """One of the four rates on `day` and the target that holds for it; None where none was ever set."""

    rate: Rate
    target: Target | None
    day: date

    @property
    def gap(self):
        """Persons, packages or rupiah still missing to the target; None without target or without anything counted."""
        if self.target is None or self.rate.denominator == 0:
            return None
        return self.rate.gap(self.target.percent)

    @property
    def reached(self):
        return self.gap == 0

    @property
    def tone(self):
        """How it stands: good, warn, or quiet where there is nothing to compare."""
        if self.gap is None:
            return "quiet"
        return "good" if self.reached else "warn"

    @property
    def needed(self):
        """The smallest numerator that reaches the target; None without a target or without anything counted."""
        if self.gap is None:
            return None
        asked = self.target.percent * self.rate.denominator / 100
        return self.rate.numerator + self.gap if self.gap else asked.to_integral_value(ROUND_CEILING)

    @property
    def spare(self):
        """Persons, packages or rupiah above what the target asks for; None as `needed`, 0 below the target."""
        return None if self.needed is None else self.rate.numerator + self.gap - self.needed

    @property
    def amount(self):
        """The gap in words: "51 pekerja", "Rp 12,0 juta"; the passport has it in full."""
        if self.rate.measure == "value":
            return numbers.short_rupiah(self.gap)
        return f"{numbers.count(self.gap)}{numbers.NBSP}{UNITS[self.rate.measure]}"

    @property
    def text(self):
        """One sentence, with the year of the target where it is not the year of the day."""
        if self.target is None:
            return "Target belum ditetapkan"
        aim = f"target {numbers.target(self.target.percent)}"
        if self.target.year != self.day.year:
            aim += f" (tahun {self.target.year})"
        if self.gap is None:
            return f"Belum ada yang dihitung; {aim}"
        if self.reached:
            return f"Sudah mencapai {aim}"
        return f"Kurang {self.amount} menuju {aim}"

    @property
    def beside(self):
        """The target, who set it and what is missing to it, as lines of the rate's passport; none without a target."""
        if self.target is None:
            return ()
        aim = Part("Target", numbers.target(self.target.percent), f"{self.target.year}, {self.target.set_by}")
        if self.gap is None:
            return (aim,)
        needed = f"dari {amount_of(self.rate.measure, self.needed)} yang diminta target"
        if self.reached:
            return aim, Part("Lebih", amount_of(self.rate.measure, self.spare), needed)
        return aim, Part("Kurang", amount_of(self.rate.measure, self.gap), needed)


def verdicts(figures, targets):
    """The verdict of each of the four rates, as a dict of measure to Verdict; `targets` as measuring.targets_on gives."""
    return {rate.measure: Verdict(rate, targets.get(rate.measure), figures.on) for rate in figures.rates}
