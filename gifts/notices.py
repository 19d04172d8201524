"""Who is told what about a gift: the giver never where or by which name, the recipient never a price."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Topic
from accounts.ports import NOTICE_TEXTS, NOTICE_TOPICS, NOTICES, Notice
from gifts.models import Gift

TEXTS = {
    "gift.waiting": _("%(giver)s has sent you a gift. Open it within the time shown."),
    "gift.sent": _("Your gift is paid. Send the link to your friend."),
    "gift.accepted": _("Your gift has been accepted."),
    "gift.received": _("You have accepted a gift. The shop is preparing it."),
    "gift.declined": _("Your gift was declined. The full amount is on its way back to you."),
    "gift.expired": _("Your gift was not accepted in time. The full amount is on its way back to you."),
    "gift.missed": _("A gift from %(giver)s was not accepted in time and has gone back."),
    "gift.suspended": _("The shop cannot deliver your gift. The full amount is on its way back to you."),
    "gift.gone": _("A gift from %(giver)s is no longer available: the shop cannot deliver it."),
    "gift.reminder": _("Your gift has not been accepted yet, and there is little time left."),
    "gift.hurry": _("A gift from %(giver)s is waiting for you, and there is little time left."),
    "gift.shipped": _("Your gift is on its way."),
    "gift.parcel": _("A parcel with your gift is on its way to you."),
    "gift.withdrawn": _("The shop could not deliver your gift. The full amount is on its way back to you."),
    "gift.lost": _("The shop could not deliver a gift for you. It has gone back to the giver."),
    "gift.proposed": _("%(giver)s suggests an after-sale for your gift. Nothing happens unless you agree."),
    "gift.asked": _(
        "An after-sale has been opened for your gift. If it is granted, the money comes back to you."
    ),
    "gift.unasked": _("The after-sale of your gift was withdrawn."),
    "gift.return": _("The shop agrees to your return. Please post the goods back within the time shown."),
    "gift.no": _("The shop has said no to your request. You can ask the operator."),
    "gift.never": _("The operator has said no to your request."),
    "gift.denied": _("The after-sale of your gift was rejected."),
    "gift.granted": _("Your request is granted. The money goes back to the giver."),
    "gift.back": _("The after-sale of your gift is granted. The money is on its way back to you."),
    "gift.overtaken": _("The shop has shipped your gift, which ends the request for the money."),
    "gift.unposted": _("Nothing was posted back in time, so the request is closed."),
    "gift.gone_back": _("The shop did not ship a gift for you in time. The giver has taken it back."),
    "gift.goodwill": _("The shop gives you money back for your gift."),
    "gift.refunded": _("The money for your gift has been paid back."),
}

OF_MONEY = {"gift.refunded", "gift.back", "gift.goodwill"}

# Event kind → (what the giver is told, what the recipient or the named contact is told); "" is silence.
OF_GIFT = {
    "gift.sent": ("gift.sent", "gift.waiting"),
    "gift.accepted": ("gift.accepted", "gift.received"),
    "gift.declined": ("gift.declined", ""),
    "gift.expired": ("gift.expired", "gift.missed"),
    "gift.suspended": ("gift.suspended", "gift.gone"),
}
OF_ORDER = {
    "order.shipped": ("gift.shipped", "gift.parcel"),
    "order.withdrawn": ("gift.withdrawn", "gift.lost"),
    "order.backstop": ("gift.withdrawn", "gift.lost"),
    "aftersale.proposed": ("", "gift.proposed"),
    "aftersale.requested": ("gift.asked", ""),
    "aftersale.withdrawn": ("gift.unasked", ""),
    "aftersale.approved": ("", "gift.return"),
    "aftersale.rejected": ("gift.denied", "gift.no"),
    "aftersale.dismissed": ("gift.denied", "gift.never"),
    "aftersale.refunded": ("gift.back", "gift.granted"),
    "aftersale.overtaken": ("gift.overtaken", "gift.overtaken"),
    "aftersale.closed": ("gift.unposted", "gift.unposted"),
    "aftersale.overdue": ("", "gift.gone_back"),
    "aftersale.goodwill": ("gift.goodwill", ""),
    "refund.succeeded": ("gift.refunded", ""),
}


def register():
    for kind, words in TEXTS.items():
        NOTICE_TEXTS.register(kind, words)
        NOTICE_TOPICS.register(kind, Topic.MONEY if kind in OF_MONEY else Topic.GIFTS)
    for kind in OF_GIFT:
        NOTICES.register(kind, _both)
    NOTICES.register("gift.reminder", _reminder)


def of_order(order, event_kind):
    """The same for an event of the gift's order; the parcel is the recipient's affair, the money the giver's."""
    gift = Gift.objects.select_related("giver").get(order=order)
    return _tell(gift, *OF_ORDER.get(event_kind, ("", "")))


def _both(event):
    return _tell(_gift(event), *OF_GIFT[event.kind])


def _reminder(event):
    """The named contact is reminded; of a link gift nobody but the giver is known."""
    gift = _gift(event)
    return _tell(gift, "" if gift.contact_id else "gift.reminder", "gift.hurry")


def _gift(event):
    return Gift.objects.select_related("giver").get(pk=event.subject.partition(":")[2])


def _tell(gift, to_giver, to_recipient):
    if to_giver:
        yield Notice(gift.giver_id, reverse("gifts:sent", args=[gift.code]), {}, to_giver)
    friend = gift.recipient_id or gift.contact_id
    if to_recipient and friend:
        yield Notice(
            friend, reverse("gifts:open", args=[gift.code]), {"giver": gift.giver.nickname}, to_recipient
        )
