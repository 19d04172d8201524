"""Whose turn it is. Endpoints take turns, so that nobody's backlog is in anybody's way, and each has only so many
deliveries at once as it takes quickly: one that fails or is slow has one.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from api.models import Delivery, Endpoint
from giftshop.clock import ClockTimestamp, TransactionNow, db_now

MARGIN = timedelta(seconds=45)  # from the end of a delivery to its lease's, for writing it down


class Job(NamedTuple):
    delivery: int
    endpoint: int
    leased_until: datetime


def claim(quick_only=False):
    """The Job of the endpoint that waits longest for its turn, leased to us; None if there is none.

    `quick_only` leaves out the slow and the failing: some senders are for the others alone.
    """
    with transaction.atomic():
        endpoint = _next(quick_only)
        if endpoint is None:
            return None
        due = _due().filter(endpoint=endpoint).order_by("next_try_at", "pk")
        delivery = due.select_for_update(no_key=True, skip_locked=True).first()
        if delivery is None:
            return None
        until = db_now() + settings.WEBHOOK_TIMEOUT + MARGIN
        Delivery.objects.filter(pk=delivery.pk).update(next_try_at=until, leased_until=until)
        Endpoint.objects.filter(pk=endpoint.pk).update(served_at=ClockTimestamp())
    return Job(delivery.pk, endpoint.pk, until)


def _due():
    return Delivery.objects.filter(state=Delivery.State.WAITING, next_try_at__lte=TransactionNow())


def _next(quick_only):
    own = Q(endpoint=OuterRef("pk"))
    posted = Delivery.objects.filter(own, leased_until__gt=TransactionNow()).order_by().values("endpoint")
    rows = (
        Endpoint.objects.live()
        .unopened()
        .filter(Exists(_due().filter(own)))
        .filter(pace__gt=Coalesce(Subquery(posted.annotate(n=Count("pk")).values("n")), 0))
    )
    if quick_only:
        rows = rows.filter(pace__gt=1)
    rows = rows.select_for_update(no_key=True, skip_locked=True, of=("self",))
    return rows.order_by(F("served_at").asc(nulls_first=True), "pk").first()
