"""What gifts add to a person: a way onward from the page “Me”, and their part of the copy of the data."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.ports import EXPORTS, ME_ENTRIES, Entry
from gifts.models import Gift
from orders.me import aftersale, aftersale_amounts, parcel, refunds_of, times

AFTERSALES = "order__aftersales"


def register():
    ME_ENTRIES.register("gifts", entries)
    EXPORTS.register("gifts_sent", export_sent)
    EXPORTS.register("gifts_received", export_received)


def entries(user):
    """One query: how many gifts wait for `user`."""
    waiting = Gift.objects.filter(contact=user, state=Gift.State.PENDING).count()
    yield Entry(_("Gifts I have sent"), reverse("gifts:list"), "gift")
    yield Entry(_("Gifts for me"), reverse("gifts:list_received"), "heart", waiting)


def export_sent(user):
    """What `user` gave: of the other side the nickname alone, as on the gift's page."""
    gifts = list(Gift.objects.filter(giver=user).for_display().prefetch_related(AFTERSALES).order_by("pk"))
    refunds = refunds_of([gift.order for gift in gifts])
    return [_sent(gift, refunds.get(gift.order.subject, [])) for gift in gifts]


def export_received(user):
    """What `user` accepted, with where it went, and without what it cost."""
    gifts = Gift.objects.filter(recipient=user).for_display().select_related("order__delivery")
    return [_received(gift) for gift in gifts.prefetch_related(AFTERSALES).order_by("pk")]


def _sent(gift, refunds):
    friend = gift.recipient or gift.contact
    return _gift(gift) | {
        "for": friend and str(friend.name),
        "declined_with": gift.decline_word,
        "goods_fen": gift.order.goods_fen,
        "freight_fen": gift.order.freight_fen,
        "aftersales": [
            {"kind": row.kind, "state": row.state} | aftersale_amounts(row)
            for row in gift.order.aftersales.all()
        ],
        "refunds": refunds,
        **times(gift, "created_at", "accepted_at", "closed_at"),
        **times(gift.order, "paid_at"),
    }


def _received(gift):
    return _gift(gift) | {
        "from": str(gift.giver.name),
        "delivery": gift.order.delivery.as_dict(),
        "parcel": parcel(gift.order),
        "aftersales": [aftersale(row) for row in gift.order.aftersales.all()],
        **times(gift, "accepted_at"),
    }


def _gift(gift):
    line = gift.order.line
    return {
        "code": gift.code,
        "state": gift.state,
        "order_state": gift.order.state,
        "shop": gift.order.shop.name,
        "title": line.title,
        "variant": line.variant_name,
        "greeting": gift.greeting,
        "cover": gift.cover or gift.own_cover.name,
        **times(gift.order, "shipped_at", "completed_at"),
    }
