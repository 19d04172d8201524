"""What became of a delivery, written down once it is over."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from api.models import Attempt, Delivery, Endpoint
from api.models.endpoint import FASTEST
from api.webhooks import schedule
from giftshop.clock import db_now

QUICK = timedelta(seconds=2)


def record(job, outcome):
    """Close the delivery or say when it is tried again; learn how quick its endpoint is. A worker that dies before this
    leaves the delivery to the next one, when the lease is over: it is then posted again.
    """
    with transaction.atomic():
        endpoint = Endpoint.objects.locked().get(pk=job.endpoint)
        delivery = Delivery.objects.select_for_update(no_key=True).get(pk=job.delivery)
        now = db_now()
        Attempt.objects.create(
            delivery=delivery,
            at=now - timedelta(seconds=outcome.seconds),
            status=outcome.status,
            error=outcome.error,
            duration_ms=round(outcome.seconds * 1000),
        )
        if outcome.delivered or delivery.state == Delivery.State.WAITING:
            _move(delivery, endpoint, job, outcome, now)
        _learn(endpoint, outcome, now)


def _move(delivery, endpoint, job, outcome, now):
    delivery.tries += 1
    wait = schedule.wait(delivery.tries, outcome.retry_after)
    if outcome.delivered:
        delivery.state, delivery.done_at = Delivery.State.DELIVERED, now
    elif outcome.gone or wait is None:
        delivery.state, delivery.done_at = Delivery.State.FAILED, now
    elif delivery.leased_until == job.leased_until:
        delivery.next_try_at = now + wait
    else:  # somebody else has it by now
        return
    delivery.leased_until = None
    delivery.save(update_fields=["state", "tries", "next_try_at", "leased_until", "done_at"])
    if outcome.gone:
        endpoint.disable(Endpoint.Because.GONE)
    elif delivery.state == Delivery.State.FAILED and _failing_for_long(endpoint, now):
        endpoint.disable(Endpoint.Because.FAILING)


def _failing_for_long(endpoint, now):
    return endpoint.failing_since and now - endpoint.failing_since >= settings.WEBHOOK_DISABLED_AFTER


def _learn(endpoint, outcome, now):
    quick = outcome.delivered and outcome.seconds < QUICK.total_seconds()
    endpoint.pace = min(endpoint.pace + 1, FASTEST) if quick else 1
    endpoint.failing_since = None if outcome.delivered else endpoint.failing_since or now
    endpoint.save(update_fields=["pace", "failing_since"])
