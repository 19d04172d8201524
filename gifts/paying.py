"""How a gift follows its order's payment: the orders app reaches gifts through its KINDS port."""

from django.conf import settings
from django.urls import reverse

from gifts import notices
from gifts.models import Gift
from giftshop import events
from giftshop.clock import TransactionNow
from orders.ports import Card


class GiftOrders:
    """Handler of `orders.ports.KINDS`."""

    def lock(self, orders):
        list(Gift.objects.locked().filter(order__in=orders).values_list("pk"))

    def paid(self, order):
        """The 24 hours start with the transaction that confirms the payment."""
        deadline = TransactionNow() + settings.GIFT_ACCEPT_WINDOW
        remind = deadline - settings.GIFT_REMIND_BEFORE if _worth_reminding() else None
        Gift.objects.filter(order=order, state=Gift.State.UNPAID).update(
            state=Gift.State.PENDING, deadline_at=deadline, expire_after=deadline, remind_at=remind
        )
        gift = Gift.objects.only("pk").get(order=order)
        events.record("gift.sent", gift.subject, shop_id=order.shop_id)

    def unpaid(self, order):
        Gift.objects.filter(order=order, state=Gift.State.UNPAID).update(
            state=Gift.State.CANCELLED, closed_at=TransactionNow()
        )

    def notices(self, order, event_kind):
        return notices.of_order(order, event_kind)

    def return_url(self, order):
        return reverse("gifts:sent", args=[order.gift.code])

    def cards(self, orders):
        gifts = Gift.objects.filter(order__in=orders).select_related("giver")
        return {gift.order_id: Card(words=gift.greeting, sender=gift.giver.name) for gift in gifts}

    def counter_url(self, order):
        return reverse("admin:gifts_gift_change", args=[order.gift.pk])


def _worth_reminding():
    return settings.GIFT_ACCEPT_WINDOW > settings.GIFT_REMIND_BEFORE
