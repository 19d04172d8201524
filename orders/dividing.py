"""Dividing an order's money, once and for good: merchant, platform fee, commission, and what is still disputed.

The fee base is the goods' fen paid, less what was given back or is disputed, without freight; fee and commission are
rounded down per order, the merchant takes the rest. What is disputed on the day of the backstop is held by the
platform, as far as the provider's split limit goes, until the after-sale ends. The provider divides the same way, as a
split.
"""

from dataclasses import dataclass

from django.conf import settings

from giftshop.clock import TransactionNow
from giftshop.money import share
from orders.escrow import balances, merchant
from orders.models import AfterSale, Order, SplitLine
from payments import ledger, splits
from payments.ledger import Posting, credit, debit
from payments.splits import SplitRequest


def release(order_ids):
    """Divide what is left in the escrows of the orders, once and for good. The caller holds the orders' locks."""
    orders = list(Order.objects.filter(pk__in=order_ids, released_at__isnull=True).order_by("pk"))
    left = balances(orders)
    disputes = {dispute.order_id: dispute for dispute in AfterSale.objects.open().filter(order__in=orders)}
    shares = {}
    for line in SplitLine.objects.filter(order__in=orders).order_by("pk"):
        shares.setdefault(line.order_id, []).append(line)
    parts = [
        _divide(order, left[order.subject], shares.get(order.pk, []), disputes.get(order.pk))
        for order in orders
    ]
    SplitLine.objects.bulk_update([line for lines in shares.values() for line in lines], ["fen"])
    Order.objects.bulk_update(orders, ["fee_base_fen", "fee_fen", "held_fen"])
    Order.objects.filter(pk__in=[order.pk for order in orders]).update(released_at=TransactionNow())
    AfterSale.objects.filter(pk__in=[dispute.pk for dispute in disputes.values()]).update(kept_back=True)
    ledger.post(part.posting for part in parts)
    splits.request(part.split for part in parts)
    return orders


def let_go(order):
    """The dispute is over without a refund: what the platform holds of `order` (locked) is the merchant's."""
    if order.held_fen:
        entries = [
            debit("platform_held", order.subject, order.held_fen),
            credit("merchant_payable", merchant(order), order.held_fen),
        ]
        ledger.post([Posting(f"{order.subject}:held", "held", entries)])
        splits.give_back(order.subject, amount_fen=order.held_fen, merchant_fen=order.held_fen)


def _divide(order, left, lines, dispute):
    """Fee, commission and what is held. Of the disputed goods nobody takes a share, however the dispute ends."""
    order.fee_base_fen = order.goods_left_fen - (dispute.goods_fen if dispute else 0)
    order.fee_fen = share(order.fee_base_fen, order.fee_bps)
    for line in lines:
        line.fen = share(order.fee_base_fen, line.bps)
    possible = share(left, settings.MAX_SPLIT_BPS) - order.fee_fen - sum(line.fen for line in lines)
    order.held_fen = max(0, min(dispute.amount_fen, possible)) if dispute else 0
    return Parts(order, left, lines)


@dataclass(frozen=True)
class Parts:
    """What becomes of `left`, the fen in the escrow of `order`. `lines` are its sharers'."""

    order: Order
    left: int
    lines: list

    @property
    def platform(self):
        """What stays with the platform, account by account."""
        order = self.order
        yield credit("platform_fee", "", order.fee_fen)
        yield credit("platform_held", order.subject, order.held_fen)
        yield from (credit("sharer_payable", line.payee_key, line.fen) for line in self.lines)

    @property
    def platform_fen(self):
        return sum(line.fen for line in self.platform)

    @property
    def merchant_fen(self):
        return self.left - self.platform_fen

    @property
    def posting(self):
        out = debit("escrow", self.order.subject, self.left)
        rest = credit("merchant_payable", merchant(self.order), self.merchant_fen)
        return Posting(f"{self.order.subject}:release", "release", [out, *self.platform, rest])

    @property
    def split(self):
        return SplitRequest(
            payment_id=self.order.payment_id,
            subject=self.order.subject,
            amount_fen=self.platform_fen,
            merchant_fen=self.merchant_fen,
        )
