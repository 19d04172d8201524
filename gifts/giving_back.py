"""A gift goes back to the giver: declined, expired, or suspended with its shop. One way, for one gift or for
hundreds.
"""

from django.contrib.postgres.functions import TransactionNow
from django.db import transaction

from gifts.acceptance import refuse_acceptance
from gifts.models import Gift
from gifts.refusals import LoginNeeded
from giftshop import events
from orders import cancelling
from orders.models import Order
from shops.models import Shop


def give_back(gift_ids, reason, *, word=""):
    """Cancel the orders of those of `gift_ids` that are still pending, refund them in full, return their stock.

    `reason` is declined, expired (only from the deadline on) or suspended; it becomes the gift's state and
    the refund's cause. Exactly once: whoever comes second finds the gift no longer pending. Returns the ids
    given back.
    """
    with transaction.atomic():
        due = Gift.objects.locked().filter(pk__in=gift_ids, state=Gift.State.PENDING)
        if reason == Gift.State.EXPIRED:
            due = due.filter(deadline_at__lte=TransactionNow())
        gifts = list(due.only("order"))
        orders = Order.objects.locked().filter(pk__in=[gift.order_id for gift in gifts])
        orders = list(orders.only("state", "shop", "payment"))
        ids = [gift.pk for gift in gifts]
        Gift.objects.filter(pk__in=ids).update(state=reason, closed_at=TransactionNow(), decline_word=word)
        shops = {order.pk: order.shop_id for order in orders}
        events.record_many(f"gift.{reason}", [(g.subject, shops[g.order_id], {}) for g in gifts])
        cancelling.give_back(orders, reason)
        return ids


def expire(gift_ids):
    """Sweep: the deadline of these gifts (locked) has passed."""
    give_back(gift_ids, Gift.State.EXPIRED)


def decline(gift_id, *, by, word="", link_version=None):
    """婉拒, by a logged-in person who is not the giver. Raises LoginNeeded, and what accepting would raise."""
    if by is None:
        raise LoginNeeded
    with transaction.atomic():
        gift = Gift.lock(gift_id)
        refuse_acceptance(gift, by, link_version)
        give_back([gift.pk], Gift.State.DECLINED, word=" ".join(word.split())[:60])
        gift.refresh_from_db()
        return gift


def shop_suspended(shop: Shop):
    """Handler of `shops.ports.SUSPENSION`: a suspended shop's pending gifts are given back in one act."""
    pending = Gift.objects.to_take_back().filter(order__shop=shop)
    take_back(list(pending.values_list("pk", flat=True)))


def take_back(gift_ids):
    """The shop of these gifts is suspended. Also a sweep, for those that became pending only afterwards."""
    give_back(gift_ids, Gift.State.SUSPENDED)


def remind(gift_ids):
    """Sweep: two hours are left. The named contact is told, or, for a link gift, the giver."""
    gifts = Gift.objects.filter(pk__in=gift_ids).select_related("order")
    events.record_many("gift.reminder", [(g.subject, g.order.shop_id, {}) for g in gifts])
    Gift.objects.filter(pk__in=gift_ids).update(remind_at=None)
