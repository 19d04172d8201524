"""What the API does by itself; `giftshop/celery.py` says how often."""

from api import feed, idempotency
from api.models import Delivery
from api.webhooks import dispatching
from giftshop.deadlines import Chore, register


def register_all():
    register(Chore("api.answers", idempotency.forget))
    register(Chore(feed.READER, feed.read))
    register(dispatching.SWEEP)
    register(Chore("api.deliveries", Delivery.objects.forget))
