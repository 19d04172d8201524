"""Writing events, and reading them without losing one."""

from django.db import transaction
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from giftshop.models import Event, EventCursor


def record(kind, subject, *, shop_id=None, **data):
    """Write one event in the caller's transaction. `data` is JSON and holds no personal datum."""
    record_many(kind, [(subject, shop_id, data)])


def record_many(kind, rows):
    """`rows` of (subject, shop id, data), written at once."""
    Event.objects.bulk_create(Event(kind=kind, subject=s, shop_id=shop, data=data) for s, shop, data in rows)


def read(name, handle, limit=500):
    """Hand the next events to `handle(events)` and move the cursor in the same transaction; the number of events read.

    An event whose transaction is younger than one still running is left for later: the running one may yet
    commit an event that sorts before it. Of many readers with one name, one reads at a time and the others
    find nothing.
    """
    with transaction.atomic():
        EventCursor.objects.get_or_create(name=name)
        cursor = EventCursor.objects.select_for_update(skip_locked=True).filter(name=name).first()
        if cursor is None:
            return 0
        events = list(_after(cursor)[:limit])
        if events:
            handle(events)
            cursor.xid, cursor.event_id = events[-1].xid, events[-1].pk
            cursor.save(update_fields=["xid", "event_id"])
        return len(events)


def _after(cursor):
    horizon = RawSQL("(pg_snapshot_xmin(pg_current_snapshot())::text::bigint)", ())
    place = RawSQL("(xid, id) > (%s, %s)", (cursor.xid, cursor.event_id), output_field=BooleanField())
    return Event.objects.filter(xid__lt=horizon).filter(place).order_by("xid", "id")

