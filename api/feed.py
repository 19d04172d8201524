"""From events to what partners are told: one row for each partner, and one delivery for each endpoint that wants it."""

import logging

from django.db import transaction

from api import kinds
from api.concerning import Concerned
from api.models import Delivery, Endpoint, PartnerEvent
from giftshop import deadlines, events

log = logging.getLogger(__name__)

READER = "api.feed"
DELIVER = "api.deliver"


def read(limit=500):
    """The number of events read. The place moves in the transaction that writes rows and deliveries: whatever crashes,
    nothing is lost and nothing is told twice.
    """
    return events.read(READER, tell, limit=limit)


def tell(batch):
    """Write what these events mean to partners. One reader at a time, in order: the rows' ids are in commit order."""
    known = [event for event in batch if event.kind in kinds.READ]
    if not known:
        return
    concerned = Concerned(known)
    rows = [row for event in known for row in _rows(event, concerned)]
    PartnerEvent.objects.bulk_create(rows)
    if deliveries := list(_deliveries(rows)):
        Delivery.objects.bulk_create(deliveries)
        transaction.on_commit(lambda: deadlines.nudge(DELIVER), robust=True)


def _rows(event, concerned):
    try:
        return [
            PartnerEvent(partner=partner, source=event.pk, type=kind, data=data, occurred_at=event.at)
            for partner, kind, data in concerned.of(event)
        ]
    except Exception:
        # All that it needs was read before: it would fail for ever, and everything behind it would wait.
        log.exception("feed: event %d cannot be told and is passed over", event.pk)
        return []


def _deliveries(rows):
    endpoints = Endpoint.objects.live().filter(application__partner__in={row.partner_id for row in rows})
    by_partner = {}
    for endpoint in endpoints.unopened().select_related("application"):
        by_partner.setdefault(endpoint.application.partner_id, []).append(endpoint)
    for row in rows:
        for endpoint in by_partner.get(row.partner_id, []):
            if endpoint.pk == row.data["endpoint"] if row.type == kinds.TEST else endpoint.wants(row.type):
                yield Delivery(endpoint=endpoint, event=row)
