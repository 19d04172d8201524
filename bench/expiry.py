"""Gifts expired a second by the real sweep, beside plain SQL writing the same rows.

The workers are processes that run the sweep as the Celery task does; a broker would only tell them to start.
"""

from datetime import timedelta

from bench import databases, plain_sql, rows, seed, workers
from giftshop import deadlines

UNTIL_DONE = 24 * 3600  # seconds, instead of the budget after which a run leaves the rest to the next tick
TO_COME = timedelta(days=1)
DUE = timedelta(0)


def sweep():
    return deadlines.run("gifts.expire", budget=UNTIL_DONE)


def plain():
    return plain_sql.expire()


def measure(work, processes, due, database):
    """(gifts a second, table → rows written) of `work` in `processes` processes over `due` fresh due gifts."""
    databases.use(database)
    seed.gifts(due, due_in=DUE)
    seed.settle_down()
    before = rows.written()
    seconds, done = workers.timed(work, processes)
    if done != due:
        raise SystemExit(f"{work.__name__} expired {done} gifts of {due}")
    return due / seconds, rows.since(before)
