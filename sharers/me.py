"""What sharers add to a person: a way onward from the page “Me”, and their part of the copy of the data."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.ports import EXPORTS, ME_ENTRIES, Entry
from sharers import commissions
from sharers.figures import mine
from sharers.models import Showcase
from sharers.sharing import Sharing, has_shared


def register():
    ME_ENTRIES.register("sharers", entries)
    EXPORTS.register("sharing", export)


def entries(user):
    """One query: to what sharing earns, for everybody else to how one becomes a sharer."""
    words = _("Sharing") if has_shared(user) else _("Become a sharer")
    yield Entry(words, reverse("sharers:share"), "share")
    yield Entry(_("My showcase"), reverse("sharers:keeping"), "star")


def export(user):
    """For which shops, by which links, what came by each, and what it earned: of gifts the daily totals, as on the
    sharer's pages.
    """
    sharing = Sharing(user)
    links = list(sharing.links.select_related("product", "shop").order_by("pk"))
    figures = mine.by_link(links)
    return {
        "shops": [_sharer(sharer) for sharer in reversed(sharing.sharers)],
        "promoter": sharing.promoter and _promoter(sharing.promoter),
        "links": [_link(link, figures.get(link.pk, [])) for link in links],
        "orders": [_order(line) for line in commissions.own_orders(user)],
        "gifts_by_day": list(commissions.gifts_by_day(user)),
        "withdrawals": [_withdrawal(withdrawal) for withdrawal in user.withdrawals.order_by("pk")],
        "waivers": list(user.waivers.order_by("pk").values("at", "amount_fen", "orders")),
        "showcases": [_showcase(showcase) for showcase in Showcase.objects.filter(promoter__user=user)],
    }


def _showcase(showcase):
    """What stands there is the pages'."""
    names = ["name", "words", "shown", "listed", "shows_sales", "opened_at", "influence"]
    return {name: getattr(showcase, name) for name in names} | {"address": showcase.public_url}


def _sharer(sharer):
    return {
        "shop": sharer.shop.name,
        "state": sharer.state,
        "joined_at": sharer.joined_at,
        "left_at": sharer.left_at,
    }


def _promoter(promoter):
    return {"state": promoter.state, "joined_at": promoter.joined_at}


def _link(link, days):
    return {
        "url": link.public_url,
        "shop": link.shop and link.shop.name,
        "product": link.product and link.product.title,
        "days": days,
    }


def _order(line):
    return {
        "shop": line.order.shop.name,
        "paid_at": line.order.paid_at,
        "state": line.state,
        "amount_fen": line.amount_fen,
    }


def _withdrawal(withdrawal):
    names = ["number", "amount_fen", "name", "state", "requested_at", "confirm_until", "ended_at", "openid"]
    return {name: getattr(withdrawal, name) for name in names}
