"""The sweeps without Celery: once, as from cron, or for ever, as from a service manager."""

import logging
import signal
from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from giftshop import deadlines
from giftshop.celery import SCHEDULE

log = logging.getLogger(__name__)

STOP = {signal.SIGTERM, signal.SIGINT}
TURN = 5  # seconds after which a sweep with much to do lets the others have a turn


class Command(BaseCommand):
    help = (
        "Do whatever is due, without Redis. Any number of these may run beside each other and beside workers."
    )

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="go on until SIGTERM or SIGINT")
        parser.add_argument("--only", metavar="NAME", choices=deadlines.names(), help="run this sweep alone")

    def handle(self, *, loop, only, **options):
        names = [only] if only else deadlines.names()
        if loop:
            keep_looking(names)
        elif failed := look_until_nothing_is_due(names):
            raise CommandError(f"failed: {', '.join(sorted(failed))}")


def look_until_nothing_is_due(names):
    """One sweep's work makes another's due, so they take turns; the names of those that failed."""
    failed = set()
    handled = True
    while handled:
        handled = 0
        for name in names:
            done = look(name)
            if done is None:
                failed.add(name)
            handled += done or 0
    return failed


def keep_looking(names):
    """Each sweep as often as the schedule says, and again at once while it finds something.

    The signals that end a service are blocked and asked for between two looks, so what is begun is finished.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP)
    next_look = dict.fromkeys(names, 0)
    while not signal.sigtimedwait(STOP, max(0, min(next_look.values()) - monotonic())):
        name = min(next_look, key=next_look.get)
        close_old_connections()  # the database may have been restarted
        busy = look(name)
        next_look[name] = monotonic() + (0 if busy else SCHEDULE[name])


def look(name):
    """The number of rows handled, or None if the sweep failed as a whole."""
    try:
        return deadlines.run(name, budget=TURN)
    except Exception:
        log.exception("sweep %s failed", name)
        return None
