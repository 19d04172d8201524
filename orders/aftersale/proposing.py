"""What the giver does: propose one to the recipient, or take the money back from a shop that does not ship."""

from django.conf import settings
from django.db import transaction

from giftshop.clock import TransactionNow, db_now
from orders.aftersale import amounts, opening
from orders.aftersale.granting import grant
from orders.aftersale.opening import tell
from orders.aftersale.reasons import Reason
from orders.aftersale.transitions import Kind, State
from orders.models import Order
from orders.models.order import after
from orders.refusals import AfterSaleOpen, NotOverdue, TooManyAfterSales


def propose(order_id, *, kind, reason):
    """The giver suggests an after-sale for all of the goods; nothing happens until the recipient confirms it.

    Raises what `asking.request` raises; AfterSaleOpen also for a proposal that stands.
    """
    with transaction.atomic():
        order = Order.lock(order_id)
        opening.refuse(order, kind)
        proposals = order.aftersales.filter(proposed_at__isnull=False)
        if proposals.filter(state=State.PROPOSED).exists():
            raise AfterSaleOpen
        if proposals.count() >= settings.AFTERSALES_PER_ORDER:
            raise TooManyAfterSales
        asked = amounts.asked(order, reason)
        proposed = {"state": State.PROPOSED, "proposed_at": TransactionNow()}
        aftersale = opening.create(order, kind=kind, reason=reason, **proposed, **asked)
        tell("proposed", order, aftersale)
        return aftersale


def confirm(aftersale_id, *, by):
    """The recipient, None for a guest, puts the giver's proposal to the shop. Raises what `asking.request` raises, and
    IllegalTransition.
    """
    with transaction.atomic():
        order, aftersale = opening.lock(aftersale_id)
        aftersale.refuse_unless("confirm")
        opening.refuse(order, aftersale.kind)
        aftersale.move("confirm", **opening.requesting(by), **amounts.asked(order, aftersale.reason))
        tell("requested", order, aftersale)
        return aftersale


def refund_overdue(order_id, *, by):
    """The payer takes everything back: shipping has been overdue for OVERDUE_AFTER. An open after-sale is granted by
    this, else there is a new one. Raises NotOverdue, IllegalTransition.
    """
    with transaction.atomic():
        order = Order.lock(order_id)
        order.refuse_unless("refund_unshipped")
        if overdue_at(order) > db_now():
            raise NotOverdue(until=overdue_at(order).isoformat())
        aftersale = order.aftersales.open().first() or opening.create(
            order,
            state=State.REQUESTED,
            opened_by=by,
            kind=Kind.REFUND,
            reason=Reason.NOT_SHIPPED,
            requested_at=TransactionNow(),
            due_at=after(settings.AFTERSALE_ANSWER_WITHIN),
            **amounts.asked(order, Reason.NOT_SHIPPED),
        )
        grant(order, aftersale, by=by, event="overdue")
        return aftersale


def overdue_at(order):
    """From when on the payer may take the money of an unshipped order back."""
    return order.ship_due_at + settings.OVERDUE_AFTER
