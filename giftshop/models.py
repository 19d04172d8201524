from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models.expressions import RawSQL


class Event(models.Model):
    """Something that happened, written by the verb that did it, in its transaction.

    `subject` is `"<kind>:<id>"` (`gift:12`), `data` is JSON without any personal datum. Ids are not in commit
    order: a reader's place is (xid, id), and it reads only below the oldest transaction still running (see
    `giftshop.events`).
    """

    subject = models.CharField(max_length=40)
    shop_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    xid = models.BigIntegerField(
        db_default=RawSQL("(pg_current_xact_id()::text::bigint)", ()), editable=False
    )
    at = models.DateTimeField(db_default=TransactionNow(), editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["xid", "id"], name="event_reading_order"),
            models.Index(fields=["subject", "id"], name="event_of_subject"),
        ]

    def __str__(self):
        return f"{self.kind} {self.subject}"


class EventCursor(models.Model):
    """How far a named reader has come."""

    name = models.CharField(max_length=60, primary_key=True)
    xid = models.BigIntegerField(default=0)
    event_id = models.BigIntegerField(default=0)
