"""What people type into pages, read as the importer reads the cells of a file."""

from coverage.forms.fields import CellField, DayField, MoneyField
from coverage.forms.rules import ContributionForm, DeadlineForm

__all__ = ["CellField", "ContributionForm", "DayField", "DeadlineForm", "MoneyField"]
