"""Two things timed side by side in one run, so that only their ratio matters."""

import statistics
import time


def seconds(act):
    """How long one call of `act` took."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def medians(*acts, rounds=9):
    """The median seconds of each of `acts`, called in turn `rounds` times after one warming call each."""
    for act in acts:
        act()
    taken = [[seconds(act) for act in acts] for _ in range(rounds)]
    return [statistics.median(column) for column in zip(*taken, strict=True)]


def line(what, left, right, bound=None):
    """Print one ratio beside its bound; whether it keeps it."""
    ratio = left / right
    kept = bound is None or ratio <= bound
    verdict = "" if bound is None else f" (bar: at most {bound:g} ×{'' if kept else ', MISSED'})"
    print(f"{what}: {ratio:.2f} ×{verdict}")
    return kept
