"""From paid to completed: what staff and the parcel's owner do."""

from django.conf import settings
from django.db import transaction
from django.db.models import Sum

from giftshop import events
from giftshop.clock import TransactionNow, db_now
from orders import dividing, escrow
from orders.aftersale import ending
from orders.checkout import refuse_province
from orders.models import AfterSale, Delivery, Line, Order, OrderNote, Shipment
from orders.models.order import after
from orders.refusals import AddressLocked
from shops import stock


def ship(order_id, *, carrier, tracking_number, program=""):
    """Staff, or a partner's `program` for them, sent the order as one parcel; that ends an open after-sale.

    Raises WrongTracking, IllegalTransition.
    """
    number = Shipment.clean_tracking(carrier, tracking_number)
    with transaction.atomic():
        order = Order.lock(order_id)
        due = after(settings.CONFIRM_AFTER)
        order.move("ship", shipped_at=TransactionNow(), confirm_due_at=due, program=program)
        Shipment.objects.create(
            order=order, carrier=carrier, tracking_number=number, shipped_at=order.shipped_at
        )
        ending.shipped(order)
        events.record("order.shipped", order.subject, shop_id=order.shop_id)
        return order


def confirm(order_id):
    """The owner has received the parcel. Raises IllegalTransition."""
    with transaction.atomic():
        order = Order.lock(order_id)
        order.move("confirm", **_completion())
        _completed([order])
        return order


def confirm_overdue(order_ids):
    """Sweep: shipped orders (locked) that nobody confirmed in CONFIRM_AFTER count as received."""
    order_ids = ending.undisturbed(order_ids, AfterSale.objects.open())
    Order.objects.filter(pk__in=order_ids).update(state=Order.State.COMPLETED, **_completion())
    _completed(Order.objects.filter(pk__in=order_ids))


def withdraw(order_id, *, stock_left, program=""):
    """Staff, or a partner's `program` for them, cannot deliver: the full amount goes back; the variant's stock becomes
    `stock_left`, as counted by hand.

    Raises IllegalTransition.
    """
    with transaction.atomic():
        order = Order.lock(order_id)
        closed = {"closed_at": TransactionNow(), "close_reason": "withdrawn"}
        order.move("withdraw", program=program, **closed)
        escrow.refund_what_is_left([order], "withdrawn")
        ending.refunded_whole([order])
        close_deliveries([order_id])
        events.record("order.withdrawn", order.subject, shop_id=order.shop_id)
        stock.count(order.line.variant_id, stock_left)
        return order


def change_address(order_id, address):
    """The owner wants the parcel elsewhere. A gift's address is locked for GIFT_LOCK after acceptance.

    Raises AddressLocked, NotDelivered, IllegalTransition.
    """
    with transaction.atomic():
        order = Order.lock(order_id)
        if order.locked_until and order.locked_until > db_now():
            raise AddressLocked(until=order.locked_until.isoformat())
        refuse_province(order.shop, address.province)
        order.move("change_address")
        delivery = order.delivery
        for name, value in address.as_dict().items():
            setattr(delivery, name, value)
        delivery.save()
        events.record("order.address_changed", order.subject, shop_id=order.shop_id)


def backstop(order_ids):
    """Sweep: the provider holds money for 30 days, so on day 29 an order (locked) is refunded if unshipped,
    else released, but for what an open after-sale disputes.
    """
    orders = Order.objects.filter(pk__in=order_ids)
    unshipped = list(orders.filter(state=Order.State.TO_SHIP).order_by("pk"))
    _released([pk for pk in order_ids if pk not in {order.pk for order in unshipped}])
    Order.objects.filter(pk__in=[o.pk for o in unshipped]).update(
        state=Order.State.REFUNDED, closed_at=TransactionNow(), close_reason="backstop"
    )
    escrow.refund_what_is_left(unshipped, "backstop")
    ending.refunded_whole(unshipped)
    close_deliveries([o.pk for o in unshipped])
    events.record_many("order.backstop", [(o.subject, o.shop_id, {}) for o in unshipped])
    put_back(unshipped)


def release(order_ids):
    """Sweep: divide the money of completed orders (locked) whose after-sale time is over."""
    _released(ending.undisturbed(order_ids, AfterSale.objects.holding()))


def _released(order_ids):
    released = dividing.release(order_ids)
    events.record_many("order.released", [(o.subject, o.shop_id, {}) for o in released])


def put_back(orders):
    """Return the units of `orders` to stock, grouped by variant: the last UPDATE of a transaction."""
    lines = Line.objects.filter(order__in=[order.pk for order in orders])
    stock.put_back(dict(lines.values_list("variant_id").annotate(units=Sum("quantity"))))


def shred(delivery_ids):
    """Sweep: forget where orders went once ADDRESS_KEPT is over."""
    for delivery in Delivery.objects.filter(pk__in=delivery_ids):
        delivery.shred()
    OrderNote.objects.filter(order__delivery__in=delivery_ids).forget()
    Delivery.objects.filter(pk__in=delivery_ids).update(shredded_at=TransactionNow())


def _completion():
    return {"completed_at": TransactionNow(), "release_due_at": after(settings.RELEASE_AFTER)}


def _completed(orders):
    close_deliveries([order.pk for order in orders])
    events.record_many("order.completed", [(o.subject, o.shop_id, {}) for o in orders])


def close_deliveries(order_ids):
    """The parcels' addresses are needed no more; what was closed before keeps its time."""
    open_ones = Delivery.objects.filter(order__in=order_ids, shred_at__isnull=True)
    open_ones.update(shred_at=after(settings.ADDRESS_KEPT))
