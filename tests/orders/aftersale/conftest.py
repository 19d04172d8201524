"""An order at every point from which an after-sale may be opened, in a shop that takes goods back."""

from datetime import timedelta

import pytest

from giftshop.clock import db_now
from orders import fulfilment
from orders.aftersale import asking
from orders.models import AfterSale, Order
from shops.models import Shop

RETURN_TO = "王掌柜 13900000000 浙江省杭州市西湖区龙井路 1 号"
TRACKING = "SF1234567890123"


class Counter:
    """¥176 of tea with ¥12 freight, bought by Mei for herself unless it is a gift."""

    def __init__(self, world):
        self.world = world
        Shop.objects.filter(pk=world.shop.pk).update(
            aftersale_address=RETURN_TO, freight_fen=1200, gift_freight_fen=800
        )

    def to_ship(self):
        return self.world.own_order(quantity=2)

    def shipped(self):
        order = self.to_ship()
        return fulfilment.ship(order.pk, carrier="SF", tracking_number=TRACKING)

    def completed(self):
        return fulfilment.confirm(self.shipped().pk)

    def gift(self, so_far="to_ship", by="bo"):
        """Accepted, and no longer locked."""
        gift = self.world.accepted_gift(by=by)
        make_due(gift.order, "locked_until")
        if so_far != "to_ship":
            fulfilment.ship(gift.order_id, carrier="SF", tracking_number=TRACKING)
        gift.refresh_from_db()
        return gift

    def asked(self, order=None, **fields):
        """An after-sale of a shipped order, all of the goods unless said otherwise."""
        order = order or self.shipped()
        wanted = {"by": order.owner, "kind": "refund", "reason": "not_wanted"}
        return asking.request(order.pk, **(wanted | fields))

    def returned(self, **fields):
        return self.asked(kind="return", **fields)


@pytest.fixture
def counter(world):
    return Counter(world)


def make_due(row, column="due_at"):
    """Its deadline passed an hour ago."""
    type(row).objects.filter(pk=row.pk).update(**{column: db_now() - timedelta(hours=1)})
    row.refresh_from_db()


def now(row):
    """The row as it is in the database."""
    return type(row).objects.get(pk=row.pk)


def causes(order):
    return list(order.refunds.values_list("cause", "amount_fen"))


def order_of(aftersale):
    return Order.objects.get(pk=aftersale.order_id)


def state(aftersale):
    return AfterSale.objects.get(pk=aftersale.pk).state
