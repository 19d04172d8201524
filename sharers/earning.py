"""Who earns on an order that is being placed, and at what rate: the orders app freezes the answer."""

from django.conf import settings

from giftshop.clock import db_now
from orders.models import SplitLine
from sharers.models import Attribution, ShareLink


def earners(order, referral):
    """Handler of `orders.ports.EARNERS`: the sharer whose link brought the buyer to this shop last.

    Nobody, if that sharer is the buyer, has left or has no rate. A sharer who turns out to be the recipient of
    a gift loses the share at acceptance. Fee and commission together stay within MAX_SPLIT_BPS.
    """
    sharer = _last_to_share(order, referral)
    if sharer is None or not sharer.is_active or sharer.user_id == order.buyer_id:
        return []
    bps = min(sharer.bps, settings.MAX_SPLIT_BPS - order.fee_bps)
    return [(SplitLine.payee_of(sharer.user), bps)] if bps > 0 else []


def _last_to_share(order, referral):
    """What the account remembers from any device against what this very session does: the later one wins."""
    visits = [
        (mine.at, mine.sharer) for mine in Attribution.objects.filter(user=order.buyer_id, shop=order.shop_id)
    ]
    if referral:
        links = ShareLink.objects.select_related("sharer").filter(code=referral.code, sharer__shop=order.shop)
        visits += [(referral.at, link.sharer) for link in links]
    at, sharer = max(visits, key=lambda visit: visit[0], default=(None, None))
    return sharer if sharer and at > db_now() - settings.SHARE_REMEMBERED else None
