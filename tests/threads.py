"""Doing things at the same moment, each in a thread and on a database connection of its own."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from giftshop.models import Event

AT_ONCE = 40  # connections; two test processes share one server
OLDER_ENDS = 240  # seconds; the other process may be in a long test, which is one transaction


def together(*jobs):
    """Call all `jobs` at once; what each returned or raised, in their order. Beyond AT_ONCE they queue."""
    gate = threading.Barrier(min(len(jobs), AT_ONCE))
    first = iter(range(gate.parties))

    def run(job):
        if next(first, None) is not None:
            connection.ensure_connection()
            gate.wait(timeout=60)
        try:
            return job()
        except Exception as raised:
            return raised
        finally:
            connection.close()

    with ThreadPoolExecutor(gate.parties) as pool:
        return list(pool.map(run, jobs))


def count(outcomes):
    """How many of each class of outcome, e.g. `{"AlreadyAccepted": 49, "tuple": 1}`; None counts as `None`."""
    names = [type(outcome).__name__ for outcome in outcomes]
    return {name: names.count(name) for name in names}


def until_events_can_be_read():
    """Readers wait for older transactions, also for those of other tests, in other databases of the same server."""
    query = (
        "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint > (SELECT max(xid) FROM giftshop_event)"
    )
    until = time.monotonic() + OLDER_ENDS
    while Event.objects.exists():
        with connection.cursor() as cursor:
            cursor.execute(query)
            if cursor.fetchone()[0]:
                return
        assert time.monotonic() < until, "some transaction never ends"
        time.sleep(0.02)
