"""What the API does by itself; `giftshop/celery.py` says how often."""

from api import batches, idempotency
from api.models import BatchItem
from giftshop.deadlines import Chore, Sweep, register


def register_all():
    register(Chore("api.answers", idempotency.forget))
    register(Sweep(batches.SWEEP, BatchItem.objects.due, "due_at", batches.place, batch=50))
