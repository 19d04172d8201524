"""What the demo's people bought for themselves, in every state that such an order has."""

from accounts import demo
from orders import checkout, fulfilment
from orders.aftersale import demo as aftersales
from orders.models import Order
from payments.providers.sandbox import bank
from shops.models import Variant

METHOD = "sandbox"
UNPAID, CANCELLED, TO_SHIP, SHIPPED, COMPLETED, REFUNDED = range(6)

# The buyer, the product, how many of it, and how far the order has come; the oldest first.
BOUGHT = [
    ("mei", "honey", 1, COMPLETED),
    ("mei", "drip-coffee", 2, COMPLETED),
    ("mei", "kate-mango", 1, REFUNDED),
    ("mei", "yoga-mat", 1, CANCELLED),
    ("mei", "thermos", 1, SHIPPED),
    ("mei", "pinched-mug", 2, TO_SHIP),
    ("mei", "retro-speaker", 1, UNPAID),
    ("bo", "washi-tape", 3, COMPLETED),
    ("bo", "cashews", 2, SHIPPED),
    ("bo", "fountain-pen", 1, TO_SHIP),
    ("lin", "linen-notebook", 1, SHIPPED),
    ("lin", "jelly-orange", 2, TO_SHIP),
    ("tuan", "rainbow-blocks", 1, COMPLETED),
    ("zhou", "gushu-puer", 1, TO_SHIP),
    ("an", "nut-chocolate", 4, SHIPPED),
    ("xue", "tulip-bouquet", 1, TO_SHIP),
]


def load(people):
    """Not inside a transaction: the pretend bank is asked as it is for everybody. Does nothing a second time."""
    if Order.objects.filter(buyer__in=people.values()).exists():
        return
    for name, handle, quantity, so_far in BOUGHT:
        order = checkout.place(
            buyer=people[name], quantity=quantity, address=demo.address(name), **chosen(handle)
        )
        if so_far == CANCELLED:
            order.payment.close(reason="cancelled")
        elif so_far != UNPAID:
            pay(order.payment)
            bring(order.pk, so_far)
    aftersales.load(people)


def chosen(handle):
    """The first variant of the product that is in stock, as a form would send it."""
    variant = Variant.objects.for_sale().filter(product__handle=handle).first()
    return {"variant_id": variant.pk, "price_fen": variant.price_fen}


def pay(payment):
    payment.start_attempt(method=METHOD)
    bank.pay(payment.attempts.get().number)
    payment.refresh()


def bring(order_id, so_far):
    """A paid order, by the verbs of staff and of its owner, to where it is."""
    if so_far == REFUNDED:
        fulfilment.withdraw(order_id, stock_left=0)
    if so_far in {SHIPPED, COMPLETED}:
        fulfilment.ship(order_id, carrier="SF", tracking_number=f"SF10293847{order_id:06d}")
    if so_far == COMPLETED:
        fulfilment.confirm(order_id)
