"""What the API does by itself; `giftshop/celery.py` says how often."""

from api import batches, feed, idempotency
from api.models import BatchItem, Delivery
from api.webhooks import dispatching
from giftshop.deadlines import Chore, Sweep, register


def register_all():
    register(Chore("api.answers", idempotency.forget))
    register(Sweep(batches.SWEEP, BatchItem.objects.due, "due_at", batches.place, batch=50))
    register(Chore(feed.READER, feed.read))
    register(dispatching.SWEEP)
    register(Chore("api.deliveries", Delivery.objects.forget))
