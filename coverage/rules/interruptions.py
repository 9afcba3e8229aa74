"""What interrupts a contract without ending it: when a stop of its work, and another provider, can be recorded.

Neither moves a measure: the execution period, the protection and the provider of a contract are what the measures say
they are, and those know no stop and no second provider.
"""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from coverage.rules.states import VOID

Firm = TypeVar("Firm")


def in_force(day: date, first: date, last: date | None) -> bool:
    """Whether a stop from `first` to `last`, both included, an empty last day open, holds on `day`.

    Source: docs/rules.md#interruptions.
    """
    return first <= day and (last is None or day <= last)


def stop_refusal(
    first: date,
    last: date | None,
    *,
    status: str,
    first_day: date,
    actual_end_on: date | None,
    others: Iterable[tuple[date, date | None]],
    today: date,
) -> str:
    """Why a stop from `first` to `last` cannot be recorded: a code, or "" where it can.

    Work stands still only while there is work: from its first day to its actual end. A stop is a fact, so neither edge
    lies after `today`; two stops (`others`) share no day.
    Source: docs/rules.md#interruptions.
    """
    if status == VOID:
        return "void"
    if first > today:
        return "first_ahead"
    if last is not None and last > today:
        return "last_ahead"
    if last is not None and last < first:
        return "backwards"
    if first < first_day:
        return "before_the_work"
    if actual_end_on is not None and max(first, last or first) > actual_end_on:
        return "after_the_work"
    far = date.max
    if any(first <= (end or far) and begin <= (last or far) for begin, end in others):
        return "overlaps"
    return ""


def change_refusal(
    since: date,
    firm: object,
    *,
    status: str,
    signed_on: date,
    signed_by: object,
    actual_end_on: date | None,
    others: Iterable[tuple[date, object]],
    today: date,
) -> str:
    """Why the work cannot pass to `firm` on the day `since`: a code, or "" where it can.

    It passes after the contract was signed, before it ends, not ahead of `today`, once a day, and to another one than
    carries it out before (`signed_by`, then `others`: day and firm) and after that day.
    Source: docs/rules.md#interruptions.
    """
    if status == VOID:
        return "void"
    if since > today:
        return "ahead"
    if since <= signed_on:
        return "not_after_the_contract"
    if actual_end_on is not None and since > actual_end_on:
        return "after_the_work"
    ordered = sorted(others, key=lambda one: one[0])
    if any(day == since for day, _ in ordered):
        return "same_day"
    earlier = [one for day, one in ordered if day < since]
    later = [one for day, one in ordered if day > since]
    if firm is not None and firm in ([signed_by, *earlier][-1], *later[:1]):
        return "same_firm"
    return ""


def provider_on(day: date, signed_by: Firm, changes: Iterable[tuple[date, Firm]]) -> Firm:
    """Who carries a contract out on `day`: who signed, or the one of the latest of the `changes` by that day.

    Source: docs/rules.md#interruptions.
    """
    known = sorted((one for one in changes if one[0] <= day), key=lambda one: one[0])
    return known[-1][1] if known else signed_by
