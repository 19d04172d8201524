"""An order's money while it is held, and how it leaves.

Paid: clearing → escrow. Given back: escrow → refund. Released: what is left → merchant, platform fee,
commission; final. The fee base is the goods' fen paid, less what was given back or is disputed, without freight;
fee and commission are rounded down per order, the merchant takes the rest. What is disputed on the day of the
backstop is held by the platform, as far as the provider's split limit goes, until the after-sale ends.
"""

from django.conf import settings

from giftshop.clock import TransactionNow
from giftshop.money import share
from orders.models import AfterSale, Order, SplitLine
from payments import ledger, refunds
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
            ("merchant_receivable", _merchant(order), fen - held_fen),
        ]
    refunds.request(
        [
            refunds.RefundRequest(
                payment_id=order.payment_id, subject=order.subject, cause=cause, sources=tuple(sources)
            )
        ]
    )


def let_go(order):
    """The dispute is over without a refund: what the platform holds of `order` (locked) is the merchant's."""
    if order.held_fen:
        entries = [
            debit("platform_held", order.subject, order.held_fen),
            credit("merchant_payable", _merchant(order), order.held_fen),
        ]
        ledger.post([Posting(f"{order.subject}:held", "held", entries)])


def drop_share(order, user):
    """Nobody earns on what they receive: `user`'s share of `order` (locked), unless it is paid out already.

    `user` is None for whoever has no account.
    """
    if user is not None:
        SplitLine.objects.filter(order=order, payee_key=SplitLine.payee_of(user), fen__isnull=True).delete()


def release(order_ids):
    """Divide what is left in the escrows of the orders, once and for good. The caller holds the orders' locks."""
    orders = list(Order.objects.filter(pk__in=order_ids, released_at__isnull=True).order_by("pk"))
    left = balances(orders)
    disputes = {dispute.order_id: dispute for dispute in AfterSale.objects.open().filter(order__in=orders)}
    splits = {}
    for split in SplitLine.objects.filter(order__in=orders).order_by("pk"):
        splits.setdefault(split.order_id, []).append(split)
    postings = []
    for order in orders:
        shares = splits.get(order.pk, [])
        _divide(order, shares, left[order.subject], disputes.get(order.pk))
        postings.append(_release_posting(order, shares, left[order.subject]))
    SplitLine.objects.bulk_update([s for rows in splits.values() for s in rows], ["fen"])
    Order.objects.bulk_update(orders, ["fee_base_fen", "fee_fen", "held_fen"])
    Order.objects.filter(pk__in=[o.pk for o in orders]).update(released_at=TransactionNow())
    AfterSale.objects.filter(pk__in=[dispute.pk for dispute in disputes.values()]).update(kept_back=True)
    ledger.post(postings)
    return orders


def _divide(order, splits, left, dispute):
    """Fee, commission and what is held. Of the disputed goods nobody takes a share, however the dispute ends."""
    order.fee_base_fen = order.goods_left_fen - (dispute.goods_fen if dispute else 0)
    order.fee_fen = share(order.fee_base_fen, order.fee_bps)
    for split in splits:
        split.fen = share(order.fee_base_fen, split.bps)
    possible = share(left, settings.MAX_SPLIT_BPS) - order.fee_fen - sum(split.fen for split in splits)
    order.held_fen = max(0, min(dispute.amount_fen, possible)) if dispute else 0


def _release_posting(order, splits, left):
    shares = [("platform_fee", "", order.fee_fen), ("platform_held", order.subject, order.held_fen)]
    shares += [("sharer_payable", split.payee_key, split.fen) for split in splits]
    merchant = left - sum(fen for _, _, fen in shares)
    shares.append(("merchant_payable", _merchant(order), merchant))
    return Posting(
        key=f"{order.subject}:release",
        kind="release",
        entries=[
            debit("escrow", order.subject, left),
            *(credit(kind, owner, fen) for kind, owner, fen in shares if fen),
        ],
    )


def _merchant(order):
    return f"shop:{order.shop_id}"


def balances(orders):
    """Subject → fen left in escrow, for `orders`."""
    return ledger.balances("escrow", [order.subject for order in orders])
