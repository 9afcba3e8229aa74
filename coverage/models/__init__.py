"""The reason we exist: registrations, payments, memberships, the law in rows, and what the job keeps."""

from coverage.models.crew import Replacement
from coverage.models.disclosures import Disclosure
from coverage.models.documents import Document, Slot
from coverage.models.drafts import Draft
from coverage.models.ejakon import EjakonColumn, Source
from coverage.models.handwritten import Handwritten
from coverage.models.job import Alarm, DailyFigure, Dataset, Mark, Recompute
from coverage.models.law import HolidayOverride, Measure, Target, TariffSlice, UCJStatement, WageRate, Workday
from coverage.models.registrations import HeadcountDeclaration, Instalment, Membership, Registration
from coverage.models.standing import ContractStanding, Finding, Standing
from coverage.models.uploads import Upload, UploadRow
from coverage.models.work import Work

__all__ = [
    "Alarm",
    "ContractStanding",
    "DailyFigure",
    "Dataset",
    "Disclosure",
    "Document",
    "Draft",
    "EjakonColumn",
    "Finding",
    "Handwritten",
    "HeadcountDeclaration",
    "HolidayOverride",
    "Instalment",
    "Mark",
    "Measure",
    "Membership",
    "Recompute",
    "Registration",
    "Replacement",
    "Slot",
    "Source",
    "Standing",
    "Target",
    "TariffSlice",
    "UCJStatement",
    "Upload",
    "UploadRow",
    "WageRate",
    "Work",
    "Workday",
]
