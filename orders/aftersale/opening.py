"""Whether an after-sale may be opened, and opening it. The caller holds the order's lock."""

from django.conf import settings

from giftshop import events
from giftshop.clock import TransactionNow, db_now
from orders.aftersale.transitions import Kind, State
from orders.models import AfterSale, Order
from orders.models.order import after
from orders.refusals import (
    AfterSaleNotPossible,
    AfterSaleNotYet,
    AfterSaleOpen,
    AfterSaleOver,
    NoReturns,
    TooManyAfterSales,
)
from orders.transitions import SETTLING


def refuse(order, kind):
    """Raises what stands between the order's owner and a new after-sale of `kind`."""
    if order.state not in SETTLING:
        raise AfterSaleNotPossible
    now = db_now()
    if order.locked_until and order.locked_until > now:
        raise AfterSaleNotYet(until=order.locked_until.isoformat())
    if order.is_released or (order.state == Order.State.COMPLETED and order.release_due_at <= now):
        raise AfterSaleOver
    if kind == Kind.RETURN and not takes_returns(order):
        raise NoReturns
    if order.aftersales.open().exists():
        raise AfterSaleOpen
    if order.aftersales.filter(requested_at__isnull=False).count() >= settings.AFTERSALES_PER_ORDER:
        raise TooManyAfterSales


def takes_returns(order):
    return order.state != Order.State.TO_SHIP and bool(order.shop.aftersale_address)


def create(order, **columns):
    """A new row, its return address frozen."""
    return_to = order.shop.aftersale_address if columns["kind"] == Kind.RETURN else ""
    return AfterSale.objects.create(order=order, return_to=return_to, **columns)


def requesting(by):
    """The columns of an after-sale that somebody, None for a guest, puts to the shop now."""
    return {
        "opened_by": by,
        "requested_at": TransactionNow(),
        "due_at": after(settings.AFTERSALE_ANSWER_WITHIN),
    }


def request(order, *, by, **columns):
    aftersale = create(order, state=State.REQUESTED, **requesting(by), **columns)
    tell("requested", order, aftersale)
    return aftersale


def tell(what, order, aftersale):
    """An event of the order: `aftersale.<what>`."""
    events.record(f"aftersale.{what}", order.subject, shop_id=order.shop_id, aftersale=aftersale.number)


def lock(aftersale_id):
    """(order, after-sale), the order locked for the rest of the caller's transaction."""
    order = Order.lock(AfterSale.objects.values_list("order", flat=True).get(pk=aftersale_id))
    return order, AfterSale.objects.get(pk=aftersale_id)


def line(words):
    """What somebody typed, as one line of at most 200 characters."""
    return " ".join(words.split())[:200]
