"""The states of a contract and the moves between them: which are allowed, what each needs, why others are refused.

A contract runs until a paper ends it. BAST I (PHO) and termination end it on their day; what is void was never a
contract. Each refusal is a value with the rule that it follows from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

RUNNING, DONE, TERMINATED, VOID = "Berjalan", "Selesai", "Putus", "Batal"
STATES = (RUNNING, DONE, TERMINATED, VOID)


@dataclass(frozen=True)
class Move:
    """A move `code` from one of `sources` to `target`; `dated` ends the contract on a day, `paper` names a document
    that must be told, else a reason must.
    """

    code: str
    sources: frozenset[str]
    target: str
    dated: bool
    paper: bool
    rule: str


@dataclass(frozen=True)
class Refusal:
    """Why a move is refused: `code` chooses the words, `rule` is what it follows from, `field` is what to mend."""

    code: str
    rule: str
    field: str = ""


HANDOVER = "Siklus kontrak: PHO = BAST I mengakhiri pelaksanaan"
TERMINATION = "Siklus kontrak: pemutusan mengakhiri pelaksanaan pada tanggalnya"
VOIDNESS = "Ukuran Cakupan §1: Batal berarti batal sejak awal"
RECORD = "Pembetulan catatan: yang salah catat dikembalikan, lalu dicatat lagi"

MOVES: Mapping[str, Move] = MappingProxyType(
    {
        move.code: move
        for move in (
            Move("complete", frozenset({RUNNING}), DONE, dated=True, paper=True, rule=HANDOVER),
            Move("terminate", frozenset({RUNNING}), TERMINATED, dated=True, paper=True, rule=TERMINATION),
            Move("void", frozenset({RUNNING}), VOID, dated=False, paper=False, rule=VOIDNESS),
            Move("redate", frozenset({DONE, TERMINATED}), "", dated=True, paper=False, rule=RECORD),
            Move("reopen", frozenset({DONE, TERMINATED}), RUNNING, dated=False, paper=False, rule=RECORD),
            Move("restore", frozenset({VOID}), RUNNING, dated=False, paper=False, rule=RECORD),
        )
    }
)
"""Every move that exists; `redate` keeps the state and corrects its day."""

NEVER: Mapping[tuple[str, str], tuple[str, str]] = MappingProxyType(
    {
        (DONE, "complete"): ("already_done", HANDOVER),
        (DONE, "terminate"): ("done_is_not_terminated", HANDOVER),
        (DONE, "void"): ("done_is_not_void", VOIDNESS),
        (TERMINATED, "complete"): ("terminated_is_not_done", TERMINATION),
        (TERMINATED, "terminate"): ("already_terminated", TERMINATION),
        (TERMINATED, "void"): ("terminated_is_not_void", VOIDNESS),
        (VOID, "complete"): ("void_never_ran", VOIDNESS),
        (VOID, "terminate"): ("void_never_ran", VOIDNESS),
        (VOID, "void"): ("already_void", VOIDNESS),
    }
)
"""Illegal moves that people try, with the reason of their own; any other is `not_from_here`."""


def moves_from(state: str) -> tuple[Move, ...]:
    """The moves that lead away from `state`, or correct it, in the order in which they are offered.

    Source: docs/rules.md#states.
    """
    return tuple(move for move in MOVES.values() if state in move.sources)


def refusal(code: str, state: str) -> Refusal | None:
    """Why the move `code` is not possible from `state`; None where it is.

    Source: docs/rules.md#states.
    """
    move = MOVES.get(code)
    if move is None:
        return Refusal("unknown", RECORD)
    if state in move.sources:
        return None
    reason, rule = NEVER.get((state, code), ("not_from_here", RECORD))
    return Refusal(reason, rule)


def day_refusal(code: str, on: date, *, first_day: date, signed_on: date, today: date) -> Refusal | None:
    """Why a dated move cannot carry the day `on`; None where it can.

    Work is handed over on or after its first day; a contract can be terminated as soon as it is signed; neither
    lies after `today`: it is a fact, not a plan.
    Source: docs/rules.md#states.
    """
    move = MOVES[code]
    if on > today:
        return Refusal("in_the_future", move.rule, "on")
    if on < (first_day if code == "complete" else signed_on):
        return Refusal("before_the_work" if code == "complete" else "before_the_contract", move.rule, "on")
    return None


def ends_on(code: str, on: date | None, was: date | None) -> date | None:
    """The actual end of the contract after the move: its day where it is dated, none once it runs again, else `was`.

    A void contract keeps what was told of its end; it counts on no day anyway.
    Source: docs/rules.md#states; SQL: coverage_execution.
    """
    move = MOVES[code]
    if move.dated:
        return on
    return None if move.target == RUNNING else was
