"""The emulator's clock: the real one, moved forward. Everything that waits is measured by it.

Signatures are made and judged by the real time: the shop's client has no other.
"""

import time
from datetime import datetime, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))
MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class Clock:
    """`ahead` is how far the clock was moved in all, in seconds; it is kept in the books."""

    def __init__(self, books):
        self.books = books

    @property
    def ahead(self):
        return self.books.setting("clock_ahead", 0)

    def now(self):
        """Seconds since the epoch."""
        return time.time() + self.ahead

    def advance(self, seconds):
        self.books.set("clock_ahead", self.ahead + seconds)


def beijing(seconds):
    return datetime.fromtimestamp(seconds, BEIJING)


def rfc3339(seconds):
    """As WeChat writes a time; None stays None."""
    return None if seconds is None else beijing(seconds).isoformat(timespec="seconds")


def day_of(date):
    """The first second of a Beijing day, and that of the next."""
    start = datetime(date.year, date.month, date.day, tzinfo=BEIJING).timestamp()
    return start, start + DAY
