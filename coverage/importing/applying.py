"""Checked rows into the register, table by table, with a tally of what is new, changed and the same."""

from coverage.importing.keeping import settle_by_hand
from coverage.importing.marks import LOST, Marks
from coverage.importing.report import Tally
from coverage.importing.together import doubt_together, tell_cleared
from coverage.querysets import import_parts as parts
from coverage.querysets import import_register as register
from coverage.querysets import importing
from coverage.roster_changes import follow

STEPS = (
    ("OPD", (register.AGENCIES_ADOPTED,), (register.AGENCIES_OF_SATKER, register.AGENCIES_BY_NAME)),
    ("PPK", (), (register.OFFICERS,)),
    ("penyedia", (register.CONTRACTORS_NAMED,), (register.CONTRACTORS,)),
    ("", (register.RESOLVE,), ()),
    ("kontrak", (register.CONTRACTS_CHANGED,), (register.CONTRACTS_NEW,)),
    ("penunjukan PPK", (), (register.APPOINTMENTS,)),
    (
        "rencana tenaga kerja",
        (register.DECLARATIONS_CLEARED, register.DECLARATIONS_CHANGED),
        (register.DECLARATIONS_NEW,),
    ),
    ("adendum", (parts.AMENDMENTS_CHANGED,), (parts.AMENDMENTS_NEW,)),
    ("pendaftaran", (parts.REGISTRATIONS_CHANGED,), (parts.REGISTRATIONS_NEW,)),
    ("pembayaran", (parts.INSTALMENTS_CHANGED,), (parts.INSTALMENTS_NEW,)),
    ("", (parts.PEOPLE,), ()),
    ("orang", (parts.WORKERS_FILLED,), (parts.WORKERS_NEW,)),
    ("tenaga_kerja", (parts.ASSIGNMENTS_CHANGED,), (parts.ASSIGNMENTS_NEW,)),
    ("kepesertaan", (parts.MEMBERSHIPS_CHANGED,), (parts.MEMBERSHIPS_NEW,)),
)
"""In order: the name of the tally, the statements that change rows, those that make new ones."""


def apply(names, report, progress, by_hand):
    """Write the staged rows of the files `names`; the caller holds the transaction and has found no error.

    `by_hand` says that keep_by_hand has led them to what people wrote.
    """
    if by_hand:
        settle_by_hand()
    tell_cleared(names, report)
    marks = Marks()
    for name, changing, adding in STEPS:
        progress.set_description_str(f"menulis {name}".rstrip())
        changed = sum(importing.run(statement) for statement in changing)
        new = sum(importing.run(statement) for statement in adding)
        if name:
            report.tallies[name] = Tally(new=new, changed=changed)
    for name, rows in importing.found(importing.ROWS):
        tally = report.tallies[name]
        tally.same = max(rows - tally.new - tally.changed, 0)
    report.tallies = {name: tally for name, tally in report.tallies.items() if tally.new + tally.changed + tally.same}
    follow([contract for (contract,) in importing.found(parts.CONTRACTS)])
    progress.set_description_str("memeriksa bersama")
    for file, line in marks.lost():
        report.unmark(names[file], line, LOST)
    doubt_together(names, report)
