"""An order's money while it is held, and how it goes back.

Paid: clearing → escrow. Given back: escrow → refund. Released: see `dividing`; after that a refund is the merchant's,
but for what the platform holds of it.
"""

from orders.models import SplitLine
from payments import ledger, refunds, splits
from payments.ledger import Posting, credit, debit
from payments.models import Payment


def hold(orders):
    """Post the money of freshly paid `orders` into their escrows."""
    ledger.post(
        Posting(
            key=f"{order.subject}:paid",
            kind="paid",
            entries=[
                debit("provider_clearing", "", order.total_fen),
                credit("escrow", order.subject, order.total_fen),
            ],
        )
        for order in orders
    )


def refund_what_is_left(orders, cause):
    """Ask for everything that the escrows of `orders` (locked) still hold to go back the way it was paid.

    Locks the payments. Executed by the refund sweep; `cause` exists once per order.
    """
    left = balances(orders)
    list(Payment.objects.locked().filter(pk__in={order.payment_id for order in orders}).values_list("pk"))
    refunds.request(
        [
            refunds.RefundRequest(
                payment_id=order.payment_id,
                subject=order.subject,
                cause=cause,
                sources=(("escrow", order.subject, left[order.subject]),),
            )
            for order in orders
            if left[order.subject]
        ]
    )


def refund_part(order, cause, fen, *, held_fen=0):
    """Ask for `fen` of `order` (locked) to go back the way it was paid. Locks the payment.

    After the release the merchant pays it, but for `held_fen` that the platform holds.
    """
    Payment.objects.locked().get(pk=order.payment_id)
    sources = [("escrow", order.subject, fen)]
    if order.is_released:
        sources = [
            ("platform_held", order.subject, held_fen),
            ("merchant_receivable", merchant(order), fen - held_fen),
        ]
        if held_fen:
            splits.give_back(order.subject, amount_fen=held_fen, merchant_fen=0)
    refunds.request(
        [
            refunds.RefundRequest(
                payment_id=order.payment_id, subject=order.subject, cause=cause, sources=tuple(sources)
            )
        ]
    )


def drop_share(order, user):
    """Nobody earns on what they receive: `user`'s share of `order` (locked), unless it is paid out already.

    `user` is None for whoever has no account.
    """
    if user is not None:
        drop_shares([order], user)


def drop_shares(orders, user):
    """The same of `orders` (locked); the number of shares dropped."""
    shares = SplitLine.objects.filter(order__in=orders, payee_key=SplitLine.payee_of(user), fen__isnull=True)
    return shares.delete()[0]


def merchant(order):
    """How the ledger names the shop of `order`."""
    return f"shop:{order.shop_id}"


def balances(orders):
    """Subject → fen left in escrow, for `orders`."""
    return ledger.balances("escrow", [order.subject for order in orders])
