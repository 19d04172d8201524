"""After the release a refund is the merchant's alone, and given of free will."""

from django.conf import settings
from django.db import transaction

from giftshop import events
from orders import escrow
from orders.aftersale.granting import give_goods_back
from orders.models import Order
from orders.refusals import AfterSaleOpen, NotReleased, TooManyRefunds

CAUSE = "goodwill"


def refund_released(order_id, *, by, goods_fen):
    """Staff gives `goods_fen` of a divided order back to whoever paid, out of the shop's own account.

    Raises NotReleased, also for more than what is left of the goods, AfterSaleOpen, TooManyRefunds.
    """
    with transaction.atomic():
        order = Order.lock(order_id)
        if not order.is_released or not 1 <= goods_fen <= order.goods_left_fen:
            raise NotReleased
        if order.aftersales.open().exists():
            raise AfterSaleOpen
        number = order.refunds.filter(cause__startswith=CAUSE).count() + 1
        if number > settings.AFTERSALES_PER_ORDER:
            raise TooManyRefunds
        escrow.refund_part(order, f"{CAUSE}-{number}", goods_fen)
        give_goods_back(order, goods_fen)
        events.record("aftersale.goodwill", order.subject, shop_id=order.shop_id, by=by.pk)
        return order
