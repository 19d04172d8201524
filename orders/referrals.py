"""Who sent this visitor to a shop, remembered in the session until an order asks. Orders do not know what a code means;
whoever registers with `orders.ports.EARNERS` does, and decides for how long it counts.
"""

from datetime import datetime
from typing import NamedTuple

from giftshop.clock import db_now

KEY = "referrals"
KEPT = 50  # shops that one session remembers


class Referral(NamedTuple):
    """`at` is the instant of the visit, UTC by the database's clock."""

    code: str
    at: datetime


def remember(request, shop_id, code):
    """The last one counts: it replaces what the session knew of the shop."""
    known = request.session.get(KEY, {})
    known.pop(str(shop_id), None)
    latest = [*known.items(), (str(shop_id), [code, db_now().isoformat()])]
    request.session[KEY] = dict(latest[-KEPT:])


def recall(request, shop_id):
    """The Referral for the shop, or None."""
    if not (known := request.session.get(KEY, {}).get(str(shop_id))):
        return None
    code, at = known
    return Referral(code, datetime.fromisoformat(at))
