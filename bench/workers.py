"""The same work in several processes at once, timed from a common start to the last one's end."""

import importlib
import multiprocessing
from time import perf_counter

import django
from django.db import connection

from giftshop import deadlines

SPAWN = multiprocessing.get_context("spawn")  # nothing shared: each process comes up as a worker does


def timed(work, processes):
    """(seconds, total) of `work`, a module's function that returns a number, in `processes` processes."""
    gate, results = SPAWN.Barrier(processes + 1), SPAWN.Queue()
    team = [
        SPAWN.Process(target=_work, args=(work.__module__, work.__name__, gate, results))
        for _ in range(processes)
    ]
    for process in team:
        process.start()
    gate.wait()
    started = perf_counter()
    done = [results.get() for _ in team]
    for process in team:
        process.join()
    if None in done:
        raise SystemExit(f"{work.__name__} failed in a worker process; its words are above")
    return max(ended for ended, _ in done) - started, sum(total for _, total in done)


def _work(module, name, gate, results):
    django.setup()
    work = getattr(importlib.import_module(module), name)
    connection.ensure_connection()
    deadlines.nudge("accounts.notify")  # a worker has met its broker before
    gate.wait()
    done = None
    try:
        total = work()
        done = perf_counter(), total
    finally:
        results.put(done)
