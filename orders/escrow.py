"""An order's money while it is held, and how it leaves.

Paid: clearing → escrow. Given back: escrow → refund. Released: what is left → merchant, platform fee,
commission; final. The fee base is the goods' fen paid, without freight; fee and commission are rounded down
per order, the merchant takes the rest.
"""

from giftshop.clock import TransactionNow
from giftshop.money import share
from orders.models import Order, SplitLine
from payments import ledger, refunds
from payments import splits as provider_splits
from payments.ledger import Posting, credit, debit
from payments.models import Payment
from payments.splits import SplitRequest


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
                amount_fen=left[order.subject],
                source=("escrow", order.subject),
            )
            for order in orders
            if left[order.subject]
        ]
    )


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
    splits = {}
    for split in SplitLine.objects.filter(order__in=orders).order_by("pk"):
        splits.setdefault(split.order_id, []).append(split)
    postings = []
    for order in orders:
        order.fee_fen = share(order.goods_fen, order.fee_bps)
        for split in splits.get(order.pk, []):
            split.fen = share(order.goods_fen, split.bps)
        postings.append(_release_posting(order, splits.get(order.pk, []), left[order.subject]))
    SplitLine.objects.bulk_update([s for rows in splits.values() for s in rows], ["fen"])
    Order.objects.bulk_update(orders, ["fee_fen"])
    Order.objects.filter(pk__in=[o.pk for o in orders]).update(released_at=TransactionNow())
    ledger.post(postings)
    splits_asked = [_split_request(order, splits.get(order.pk, []), left[order.subject]) for order in orders]
    provider_splits.request(splits_asked)
    return orders


def _split_request(order, shares, left):
    """What the platform takes at the provider; the rest of what is left is the merchant's."""
    platform = order.fee_fen + sum(split.fen for split in shares)
    return SplitRequest(
        payment_id=order.payment_id,
        subject=order.subject,
        amount_fen=platform,
        merchant_fen=left - platform,
    )


def _release_posting(order, splits, left):
    shares = [("platform_fee", "", order.fee_fen)]
    shares += [("sharer_payable", split.payee_key, split.fen) for split in splits]
    merchant = left - sum(fen for _, _, fen in shares)
    shares.append(("merchant_payable", f"shop:{order.shop_id}", merchant))
    return Posting(
        key=f"{order.subject}:release",
        kind="release",
        entries=[
            debit("escrow", order.subject, left),
            *(credit(kind, owner, fen) for kind, owner, fen in shares if fen),
        ],
    )


def balances(orders):
    """Subject → fen left in escrow, for `orders`."""
    return ledger.balances("escrow", [order.subject for order in orders])
