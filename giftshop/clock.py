"""The database's clock: the only one that decides anything.

`now()` is the start of the transaction: right for sweeps, which an index serves and which are never early.
`clock_timestamp()` is this instant: right for guards, since a transaction that waited for a lock must not act late.
"""

from datetime import datetime, time

from django.contrib.postgres.functions import TransactionNow
from django.db import connection
from django.db.models import DateTimeField, Func
from django.utils.timezone import make_aware


class ClockTimestamp(Func):
    """This instant, UTC, by the database, read anew in every row."""

    template = "clock_timestamp()"
    output_field = DateTimeField()


def db_now():
    """The instant by the database's clock, as an aware datetime in UTC."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def midnight(day):
    """The first moment of a day by Beijing's calendar, as an aware datetime."""
    return make_aware(datetime.combine(day, time()))


__all__ = ["ClockTimestamp", "TransactionNow", "db_now", "midnight"]
