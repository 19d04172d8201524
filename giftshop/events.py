"""Writing events, and reading them without losing one."""

import json

from django.db import connection, transaction
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from giftshop.models import Event, EventCursor

# A sweep writes a thousand at a time; columns instead of objects take a tenth of the time.
WRITE = """
    INSERT INTO giftshop_event (kind, subject, shop_id, data)
    SELECT %(kind)s, * FROM unnest(%(subjects)s::text[], %(shops)s::bigint[], %(data)s::jsonb[])
"""


def record(kind, subject, *, shop_id=None, **data):
    """Write one event in the caller's transaction. `data` is JSON and holds no personal datum."""
    record_many(kind, [(subject, shop_id, data)])


def record_many(kind, rows):
    """`rows` of (subject, shop id, data), written at once."""
    subjects, shops, data = [], [], []
    for subject, shop, details in rows:
        subjects.append(subject)
        shops.append(shop)
        data.append(json.dumps(details))
    with connection.cursor() as cursor:
        cursor.execute(WRITE, {"kind": kind, "subjects": subjects, "shops": shops, "data": data})


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
