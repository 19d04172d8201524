"""make bench, make bench ARGS="--only pages", make bench ARGS=--quick

Seeds databases of its own, measures each figure in turns with its limit, prints the table and writes what it measured
to bench/results.json. With --quick a smoke test: tiny counts, no file.
"""

import argparse
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from django.core.management import call_command

from bench import (
    api,
    browsing,
    counter,
    databases,
    expiry,
    http,
    machine,
    people,
    search,
    seed,
    sharing,
    table,
)

RESULTS = Path(__file__).with_name("results.json")


@dataclass(frozen=True, kw_only=True)
class Size:
    few: int  # pending gifts that are not due
    many: int
    due: int  # gifts that one measurement expires
    each: int  # gifts that one client gives
    products: int
    pages: int  # that one client asks for
    visits: int  # of one page, one after the other
    repeat: int
    young: int  # orders of a shop
    old: int
    sharers: int  # of a shop
    crowd: int


FULL = Size(
    few=10_000,
    many=1_000_000,
    due=10_000,
    each=50,
    products=100_000,
    pages=200,
    visits=30,
    repeat=3,
    young=1_000,
    old=1_000_000,
    sharers=20,
    crowd=20_000,
)
QUICK = Size(
    few=500,
    many=5_000,
    due=500,
    each=2,
    products=500,
    pages=5,
    visits=2,
    repeat=1,
    young=100,
    old=1_000,
    sharers=5,
    crowd=20,
)


def main():
    parser = argparse.ArgumentParser(
        prog="bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=PARTS)
    asked = parser.parse_args()
    size = QUICK if asked.quick else FULL
    figures = []
    for part in [asked.only] if asked.only else PARTS:
        for figure in PARTS[part](size):
            print(table.line(figure), flush=True)  # it takes a while: say what is known already
            figures.append(figure)
    durability = machine.durability()
    print(table.text(figures, durability))
    if size is FULL:
        write(machine.facts() | {"durability": durability, "size": asdict(size)}, figures)


def gifts(size):
    call_command("collectstatic", "--no-input", verbosity=0)
    with databases.fresh("bench_many") as many, databases.fresh("bench_few") as few:
        fill(few, size.few)
        fill(many, size.many)
        yield from measured(size, few, many)
        for name in [few, many]:
            databases.use(name)
            call_command("check_ledger")


PARTS = {
    "gifts": gifts,
    "api": api.figures,
    "pages": browsing.figures,
    "search": search.figures,
    "counter": counter.figures,
    "sharing": sharing.figures,
}


def measured(size, few, many):
    yield from expiring(size, few)
    yield giving(size, few)
    yield among_many(size, few, many)


def fill(database, pending):
    databases.use(database)
    seed.catalogue()
    seed.gifts(pending, due_in=expiry.TO_COME)
    seed.settle_down()


def expiring(size, database):
    for processes, name in {1: "1 process", 2: "2 processes"}.items():
        yield table.compare(
            f"Expiry in {name}, beside plain SQL",
            figure=partial(expiry.measure, expiry.sweep, processes, size.due, database),
            limit=partial(expiry.measure, expiry.plain, processes, size.due, database),
            repeat=size.repeat,
            gifts=size.due,
            aim=0.5,
        )


def among_many(size, few, many):
    """The same gifts due, among many that are not: at most 1.2 times as slow as among few."""
    return table.compare(
        f"Expiry among {size.many:,} pending, beside {size.few:,}",
        figure=partial(expiry.measure, expiry.sweep, 1, size.due, many),
        limit=partial(expiry.measure, expiry.sweep, 1, size.due, few),
        repeat=size.repeat,
        gifts=size.due,
        aim=1 / 1.2,
    )


def giving(size, database):
    databases.use(database)
    seed.settle_down()
    pairs = people.pairs(http.CLIENTS, http.ADDRESS)
    return table.compare(
        "Send, pay, accept over HTTP, beside bare views",
        figure=partial(http.measure, http.SHOP, pairs, size.each),
        limit=partial(http.measure, http.BARE, pairs, size.each),
        repeat=size.repeat,
        gifts=http.CLIENTS * (size.each + http.WARM_UP),
        aim=0.3,
    )


def write(facts, figures):
    """What was not measured now stays as it was."""
    known = json.loads(RESULTS.read_text())["figures"]
    told = {figure["name"]: figure for figure in known}
    at = datetime.now(UTC).isoformat(timespec="seconds")
    told |= {figure.name: {"at": at} | figure.as_dict() for figure in figures}
    RESULTS.write_text(json.dumps({"machine": facts, "figures": list(told.values())}, indent=2) + "\n")
