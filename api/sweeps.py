"""What the API does by itself; `giftshop/celery.py` says how often."""

from api import idempotency
from giftshop.deadlines import Chore, register


def register_all():
    register(Chore("api.answers", idempotency.forget))
