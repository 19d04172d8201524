"""What sharers add to a person: a way onward from the page “Me”, and their part of the copy of the data."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.ports import EXPORTS, ME_ENTRIES, Entry
from sharers import commissions


def register():
    ME_ENTRIES.register("sharers", entries)
    EXPORTS.register("sharing", export)


def entries(user):
    """One query: whoever shares, or has shared, sees what it earned; everybody else how one becomes a sharer."""
    if user.sharer_for.exists():
        yield Entry(_("Sharing"), reverse("sharers:share"), "share")
    else:
        yield Entry(_("Become a sharer"), reverse("gifts:help") + "#sharing", "share")


def export(user):
    """For which shops, by which links, and what it earned: of gifts the daily totals, as on the sharer's page."""
    sharing = user.sharer_for.select_related("shop").prefetch_related("links").order_by("pk")
    return {
        "shops": [_sharer(sharer) for sharer in sharing],
        "orders": [_order(line) for line in commissions.own_orders(user)],
        "gifts_by_day": list(commissions.gifts_by_day(user)),
    }


def _sharer(sharer):
    return {
        "shop": sharer.shop.name,
        "state": sharer.state,
        "joined_at": sharer.joined_at,
        "left_at": sharer.left_at,
        "links": [link.public_url for link in sharer.links.all()],
    }


def _order(line):
    return {
        "shop": line.order.shop.name,
        "paid_at": line.order.paid_at,
        "state": line.state,
        "amount_fen": line.amount_fen,
    }
