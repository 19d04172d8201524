"""What orders add to a person: a row on the page “Me”, and their part of the copy of the data."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.ports import EXPORTS, ME_ENTRIES, Entry
from orders.models import Order
from payments.models import Refund

State = Order.State


def register():
    ME_ENTRIES.register("orders", entries)
    EXPORTS.register("orders", export)


def entries(user):
    """待付款, 待发货, 待收货 with how many there are, and all. One query."""
    open_states = [State.PENDING_PAYMENT, State.TO_SHIP, State.SHIPPED]
    counts = Order.objects.own(user).aggregate(
        **{state: Count("pk", filter=Q(state=state)) for state in open_states}
    )
    page = reverse("orders:list")
    words = [_("To pay"), _("To ship"), _("To receive")]
    for state, word, icon in zip(open_states, words, ["wallet", "box", "truck"], strict=True):
        yield Entry(word, f"{page}?state={state}", icon, counts[state])
    yield Entry(_("All orders"), page, "orders")


def export(user):
    """What was bought for oneself, with where it went. Gifts are told by gifts."""
    orders = list(
        Order.objects.own(user)
        .select_related("shop", "shipment", "delivery")
        .prefetch_related("lines", "aftersales")
        .order_by("pk")
    )
    refunds = refunds_of(orders)
    return [_order(order, refunds.get(order.subject, [])) for order in orders]


def _order(order, refunds):
    return {
        "number": order.number,
        "shop": order.shop.name,
        "state": order.state,
        "goods": [_line(line) for line in order.lines.all()],
        "goods_fen": order.goods_fen,
        "freight_fen": order.freight_fen,
        "note": order.note,
        "delivery": order.delivery.as_dict(),
        "parcel": parcel(order),
        "aftersales": [aftersale(row, with_amounts=True) for row in order.aftersales.all()],
        "refunds": refunds,
        **times(order, "placed_at", "paid_at", "shipped_at", "completed_at", "closed_at"),
    }


def _line(line):
    return {
        "title": line.title,
        "variant": line.variant_name,
        "unit_price_fen": line.unit_price_fen,
        "quantity": line.quantity,
    }


def refunds_of(orders):
    """Subject of an order → its refunds. One query."""
    refunds = {}
    for refund in Refund.objects.filter(subject__in=[order.subject for order in orders]).order_by("pk"):
        told = {"amount_fen": refund.amount_fen, **times(refund, "created_at", "succeeded_at")}
        refunds.setdefault(refund.subject, []).append(told)
    return refunds


def parcel(order):
    """Carrier and number, None before it is shipped: for the parcel's owner."""
    shipment = getattr(order, "shipment", None)
    return shipment and {"carrier": shipment.carrier, "tracking_number": shipment.tracking_number}


def aftersale(row, *, with_amounts=False):
    """For whoever opened it, or of a gift might have; an amount is for who paid."""
    told = {
        "number": row.number,
        "kind": row.kind,
        "state": row.state,
        "reason": row.reason,
        "words": row.words,
        "rejection": row.rejection,
        "appeal": row.appeal,
        "verdict": row.verdict,
        "parcel_back": {"carrier": row.carrier, "tracking_number": row.tracking_number}
        if row.posted_at
        else None,
        **times(row, "requested_at", "ended_at"),
    }
    return told | (aftersale_amounts(row) if with_amounts else {})


def aftersale_amounts(row):
    return {"goods_fen": row.goods_fen, "freight_fen": row.freight_fen}


def times(row, *names):
    return {name: getattr(row, name) for name in names}
