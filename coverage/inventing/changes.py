"""What happens to an invented contract after its signing, as far as it is known on a day."""

from datetime import date, timedelta
from random import Random

from coverage.inventing.days import later, on_or_before
from coverage.inventing.works import DONE, TERMINATED, VOID, Amendment, Work

LONGER = ("Cuaca hujan", "Penyesuaian lokasi", "Keterlambatan bahan", "Tambahan pekerjaan")
DEARER = ("Tambah kurang volume", "Penyesuaian gambar", "Pekerjaan tambah")
LEFT_OPEN_DAYS = 150
"""Whoever forgets to close a contract remembers it at the latest after this many days (at the year's accounts)."""


def change(rng: Random, work: Work, day: date) -> None:
    """Write the amendments and the end of `work` into it, leaving out what lies after `day`.

    Everything is drawn whatever the day is, so that the same seed tells the same story on another day of the year.
    """
    draws = [rng.random() for _ in range(8)]
    longer, dearer = _extension(rng, work), _new_price(rng, work)
    if draws[0] < 0.11:
        work.amendments.append(longer)
        work.mirrored = "" if draws[1] < 0.42 else "same" if draws[1] < 0.75 else "second"
    if draws[2] < 0.08:
        work.amendments.append(dearer)
    _keep_known(work, day)
    work.start_written = draws[3] > 0.03
    endless = draws[4] < 0.016 and not work.amendments and work.ends_on.year == work.year
    if endless:
        work.ends_on = None
    if draws[5] < 0.012:
        work.status = VOID
        return
    if not (endless and draws[4] < 0.008):
        _close(rng, work, day, terminated=draws[6] < 0.012, forgotten=draws[7] < 0.14)


def _extension(rng: Random, work: Work) -> Amendment:
    latest = date(work.year, 12, 30)
    ends_on = work.ends_on + timedelta(days=rng.randrange(14, 46))
    if work.ends_on <= latest:
        ends_on = max(work.ends_on, min(ends_on, latest))
    signed_on = on_or_before(work.ends_on - timedelta(days=rng.randint(1, 12)))
    return Amendment(0, max(signed_on, work.signed_on), ends_on=ends_on, reason=rng.choice(LONGER))


def _new_price(rng: Random, work: Work) -> Amendment:
    price = round(work.price * rng.choice([0.94, 0.97, 1.03, 1.05, 1.08, 1.1]) / 500) * 500
    signed_on = later(work.starts_on, rng.randint(10, 25))
    return Amendment(0, min(signed_on, on_or_before(work.ends_on)), price=price, reason=rng.choice(DEARER))


def _keep_known(work: Work, day: date) -> None:
    known = sorted((one for one in work.amendments if one.signed_on <= day), key=lambda one: one.signed_on)
    for number, amendment in enumerate(known, start=1):
        amendment.number = number
    work.amendments = known
    if not any(one.ends_on for one in known):
        work.mirrored = ""


def _close(rng: Random, work: Work, day: date, terminated: bool, forgotten: bool) -> None:
    agreed, half = work.agreed_last_day, (work.agreed_last_day - work.first_day).days // 2
    if terminated and half > 5:
        ended, status = work.first_day + timedelta(days=half + rng.randint(0, half // 2)), TERMINATED
    else:
        ended, status = max(work.first_day, agreed - timedelta(days=rng.choice([0, 0, 0, 0, 1, 2, 3, 5, 8]))), DONE
    written = agreed + timedelta(days=LEFT_OPEN_DAYS) if forgotten and status == DONE else ended
    if written <= day:
        work.actual_end_on, work.status = ended, status
