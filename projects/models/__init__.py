"""What is built, where, by whose order, and who works on it."""

from projects.models.contracts import Amendment, Assignment, Contract, Days, RandomUUID
from projects.models.handovers import Handover
from projects.models.interruptions import ProviderChange, Suspension
from projects.models.offices import Agency, Appointment, Officer, Region
from projects.models.subcontracts import Subcontract

__all__ = [
    "Agency",
    "Amendment",
    "Appointment",
    "Assignment",
    "Contract",
    "Days",
    "Handover",
    "Officer",
    "ProviderChange",
    "RandomUUID",
    "Region",
    "Subcontract",
    "Suspension",
]
