"""Who earns on an order that is being placed, and at what rate: the orders app freezes the answer."""

from django.conf import settings

from giftshop.clock import db_now
from giftshop.rows import one
from orders.models import SplitLine
from sharers.models import Attribution, LinkedOrder, ShareLink


def earners(order, referral):
    """Handler of `orders.ports.EARNERS`: whoever's link brought the buyer to this shop last.

    Nobody, if it was the buyer's own, has left, was a channel's or has no rate. Who turns out to be the recipient of a
    gift loses the share at acceptance. Fee and commission together stay within MAX_SPLIT_BPS.
    """
    link = _last(order, referral)
    if link is None or not link.counts or (link.payee and link.payee.pk == order.buyer_id):
        return []
    LinkedOrder.objects.create(order=order, link=link)
    bps = min(link.bps(order.line.variant.product), settings.MAX_SPLIT_BPS - order.fee_bps)
    return [(SplitLine.payee_of(link.payee), bps)] if bps > 0 else []


def offer(variant, referral):
    """Handler of `orders.ports.PRICES`: the price that the shop offers to visitors of a showcase where the product
    stands.
    """
    if referral is None or variant.special_price_fen is None or _is_forgotten(referral.at):
        return None
    link = ShareLink.objects.counting_in(variant.product.shop_id, referral.code)
    if link is None or link.showcase is None or not link.counts:
        return None
    stands_there = link.showcase.slots.filter(product=variant.product_id).exists()
    return variant.special_price_fen if stands_there else None


def _last(order, referral):
    """What the account remembers from any device against what this very session does: the later one wins."""
    known = one(Attribution.objects.filter(user=order.buyer_id, shop=order.shop_id))
    if known and not (referral and referral.at > known.at):
        return None if _is_forgotten(known.at) else ShareLink.objects.with_owner().get(pk=known.link_id)
    if referral is None or _is_forgotten(referral.at):
        return None
    return ShareLink.objects.counting_in(order.shop_id, referral.code)


def _is_forgotten(at):
    return at <= db_now() - settings.SHARE_REMEMBERED
