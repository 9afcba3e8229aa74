"""`make chaos`: random kill -9 of worker, beat, broker, PostgreSQL and importer while a city is imported.

After every tenth kill everything is started again and the stored series is held against the day-by-day oracle. At the
end the worker is killed six times in the middle of large uploads.
`python -m tests.chaos [kills] [seed]`
"""

import random
import sys
import time
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

from tests.chaos.city import ChangingCity, write
from tests.chaos.fleet import Fleet, folder_for, kill_group
from tests.chaos.uploads import kill_six_times
from tests.oracle import City

TARGETS = ("worker", "beat", "broker", "postgres", "importer", "importer")
CHECK_EVERY = 10
SAMPLED_DAYS = 40
TABLES = {
    "kontrak": "projects_contract",
    "adendum": "projects_amendment",
    "tenaga_kerja": "projects_assignment",
    "pendaftaran": "coverage_registration",
    "pembayaran": "coverage_instalment",
    "kepesertaan": "coverage_membership",
}


def import_with_accident(fleet, rng, files, target, usual):
    """Import `files` and kill `target` meanwhile, then import again: how many rows stood between, and whether it lived."""
    folder = folder_for("chaos-import")
    write(folder, files)
    importer = fleet.manage("import_data", folder)
    time.sleep(rng.uniform(0, 1.2 * usual))
    if target == "importer":
        survived = importer.poll() is not None
        kill_group(importer)
    else:
        fleet.kill(target)
        survived = importer.wait() == 0
    fleet.up()
    between = rows_of(fleet)
    fleet.run("import_data", folder)
    return between, survived


def rows_of(fleet):
    """How many rows stand in the register, by template."""
    return {name: fleet.query(f"SELECT count(*) FROM {table}")[0][0] for name, table in TABLES.items()}


def check(fleet, city, rng):
    """Hold the stored figures against the oracle: how many were compared, which differ, how long the job took."""
    settled = fleet.wait_until_counted()
    oracle = City(city.tables())
    stored = fleet.query("SELECT day, measure, numerator, denominator, unknown FROM coverage_dailyfigure")
    figures = {(day, measure): rest for day, measure, *rest in stored}
    compared, wrong = 0, []
    for offset in rng.sample(range(365), SAMPLED_DAYS):
        day = date(city.year, 1, 1) + timedelta(days=offset)
        if (day, "workers") not in figures and not oracle.running(day):
            continue  # before the first contract nothing is stored
        expected, unknown = oracle.figures(day)
        for measure, (numerator, denominator) in expected.items():
            compared += 1
            if figures.get((day, measure)) != [Decimal(numerator), Decimal(denominator), unknown]:
                wrong.append((day, measure, figures.get((day, measure)), (numerator, denominator, unknown)))
    return compared, wrong, settled


def main(kills=100, seed=20250708):
    rng = random.Random(seed)
    fleet = Fleet()
    city = ChangingCity(rng, year=date.fromtimestamp(time.time()).year)  # noqa: DTZ012 the year that the job stores
    done, compared, wrong, torn, slowest, unharmed = Counter(), 0, [], 0, 0.0, 0
    try:
        fleet.up(without=("worker", "beat"))
        fleet.run("migrate", "--verbosity", "0")
        fleet.up()
        first = city.first()
        write(folder := folder_for("chaos-import"), first)
        begun = time.monotonic()
        fleet.run("import_data", folder)
        usual = time.monotonic() - begun
        city.take(first)
        while done.total() < kills:
            target = rng.choice(TARGETS)
            files = city.change()
            before = city.sizes()
            between, survived = import_with_accident(fleet, rng, files, target, usual)
            city.take(files)
            torn += between not in (before, city.sizes())
            torn += rows_of(fleet) != city.sizes()
            unharmed += survived
            done[target] += 1
            if done.total() % CHECK_EVERY == 0 or done.total() == kills:
                found, different, settled = check(fleet, city, rng)
                compared, wrong, slowest = compared + found, wrong + different, max(slowest, settled)
                print(
                    f"{done.total():4} kills, {found} figures compared, {len(different)} wrong, {settled:.1f} s",
                    flush=True,
                )
        in_the_middle, parts = kill_six_times(fleet, rng)
    finally:
        fleet.down()
    print(f"{done.total()} × kill -9 ({', '.join(f'{name} {n}' for name, n in sorted(done.items()))}), seed {seed}")
    print(f"{unharmed} imports ended in spite of it; {torn} left a part of themselves")
    print(f"{compared} stored figures held against the oracle, {len(wrong)} wrong; slowest settling {slowest:.1f} s")
    print(f"{in_the_middle} × kill -9 of the worker in the middle of an upload; {parts} left a part of themselves")
    for day, measure, found, expected in wrong[:10]:
        print(f"  {day} {measure}: stored {found}, oracle {expected}")
    return 1 if wrong or torn or parts else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
