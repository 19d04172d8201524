"""Notices: from events to lines in people's lists, each exactly once."""

import logging
from datetime import timedelta

from django.contrib.postgres.functions import TransactionNow
from django.db import connection, transaction

from accounts.models import Mail, Notification, UndeliveredEvent
from accounts.ports import NOTICE_TEXTS, NOTICES, Notice
from giftshop import events
from giftshop.models import Event

log = logging.getLogger(__name__)

READER = "accounts.notify"
RETRY = timedelta(minutes=1)  # doubled by every further try, up to RETRY_MOST
RETRY_MOST = timedelta(hours=12)


def notify():
    """The number of events read."""
    return deliver() + deliver_late()


def deliver(limit=500):
    """Make the notices of the next events; the number of events read.

    The cursor moves in the transaction that writes the notices, and a notice is unique by person, event and kind:
    whatever crashes or runs twice, each is there once.
    """
    return events.read(READER, _deliver, limit=limit)


def deliver_late(limit=100):
    """Try those events again whose notices could not be made; the number of events tried."""
    with transaction.atomic():
        due = UndeliveredEvent.objects.filter(retry_at__lte=TransactionNow()).select_related("event")
        rows = list(due.select_for_update(skip_locked=True, of=("self",)).order_by("retry_at")[:limit])
        for row in rows:
            if _try(row.event):
                row.delete()
            else:
                row.tries += 1
                row.retry_at = TransactionNow() + min(RETRY * 2**row.tries, RETRY_MOST)
                row.save(update_fields=["tries", "retry_at"])
        return len(rows)


def words(kind, data):
    """What a notice says, in the reader's language. Raises LookupError for an unknown kind or missing data."""
    text = NOTICE_TEXTS[kind]
    return str(text) % data


def told(notice):
    """What a notice in the list says; "" for a kind that a later version no longer knows."""
    try:
        return words(notice.kind, notice.data)
    except LookupError:
        return ""


def _deliver(batch):
    known = [event for event in batch if NOTICES.get(event.kind)]
    try:
        with transaction.atomic():
            _write(known)
    except Exception:
        log.exception("notices: a batch of %d events failed, going one by one", len(known))
        late = [event for event in known if not _try(event)]
        UndeliveredEvent.objects.bulk_create(
            [UndeliveredEvent(event=event, retry_at=TransactionNow() + RETRY) for event in late],
            ignore_conflicts=True,
        )


def _try(event):
    try:
        with transaction.atomic():
            _write([event])
    except Exception:
        log.exception("notices: event %d cannot be delivered; tried again later", event.pk)
        return False
    return True


def _write(batch: list[Event]):
    rows = [_row(event, Notice(*notice)) for event in batch for notice in NOTICES[event.kind](event)]
    present = _present({row.user_id for row in rows})
    rows = [row for row in rows if row.user_id in present]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    Mail.objects.enqueue(rows)


def _row(event, notice):
    kind = notice.kind or event.kind
    words(kind, notice.data)  # a notice that nobody could read is not delivered
    if notice.url and (not notice.url.startswith("/") or notice.url.startswith("//")):
        raise ValueError(f"a notice links to a path of this shop, not elsewhere: {kind}")
    return Notification(
        user_id=notice.user_id, event_id=event.pk, kind=kind, data=notice.data, url=notice.url
    )


def _present(user_ids):
    """Those who have not left. FOR SHARE waits for an erasure under way, so that none gets a notice after it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM accounts_user WHERE id = ANY(%s) AND erased_at IS NULL ORDER BY id FOR SHARE",
            [list(user_ids)],
        )
        return {row[0] for row in cursor.fetchall()}
