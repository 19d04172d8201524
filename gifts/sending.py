"""What the giver does: send a gift, and replace its link."""

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from accounts.models import User
from gifts import links
from gifts.covers import Cover
from gifts.models import Gift, ShopCover
from gifts.refusals import REFUSALS_BY_STATE, BadGreeting, CoverNotOffered, NotAContact
from giftshop import events
from orders import checkout
from orders.models import Order


def send(
    *,
    giver,
    variant_id,
    price_fen,
    greeting="",
    cover=Cover.CLASSIC,
    contact_id=None,
    referral=None,
    payment=None,
):
    """Place a gift order; the gift is `unpaid` until its payment is confirmed.

    `price_fen` is the unit price the giver was shown. With `contact_id`, a user's, nobody else can open the gift;
    without, whoever holds the link. `cover` is the code of a Cover or of one that the shop offers. Raises the
    variant's own refusal (excluded category, too dear, gifting off, …), NotAContact, BadGreeting, CoverNotOffered,
    and what checkout raises. `payment` as in checkout: one may cover many gifts.
    """
    greeting = clean_greeting(greeting)
    contact = None if contact_id is None else contacts(giver).filter(pk=contact_id).first()
    if contact is None and contact_id is not None:
        raise NotAContact
    with transaction.atomic():
        order = checkout.place(
            buyer=giver,
            variant_id=variant_id,
            quantity=1,
            price_fen=price_fen,
            kind=Order.Kind.GIFT,
            recipient=contact,
            referral=referral,
            payment=payment,
        )
        return Gift.objects.create(
            order=order, giver=giver, contact=contact, greeting=greeting, **_cover(cover, order.shop_id)
        )


def covers(shop):
    """What is offered with the goods of `shop`: its own covers, then those for everybody."""
    return [*ShopCover.objects.offered_in(shop), *Cover]


def _cover(code, shop_id):
    """What a gift keeps of the cover that was chosen."""
    if code in Cover.values:
        return {"cover": Cover(code)}
    own = ShopCover.objects.offered_in(shop_id).filter(code=code).first()
    if own is None:
        raise CoverNotOffered
    return {"cover": "", "own_cover": own}


def clean_greeting(text):
    """One line of plain text; the default when empty. Raises BadGreeting beyond GREETING_MAX_LENGTH characters."""
    greeting = " ".join(text.split()) or _("A gift for you – please accept it")
    if len(greeting) > settings.GREETING_MAX_LENGTH or not greeting.isprintable():
        raise BadGreeting
    return greeting


def contacts(user):
    """Those with whom `user` has exchanged a gift, in either direction."""
    given = Gift.objects.filter(giver=user, recipient__isnull=False).values("recipient")
    received = Gift.objects.filter(recipient=user).values("giver")
    return User.objects.filter(Q(pk__in=given) | Q(pk__in=received), is_active=True).order_by(
        "nickname", "pk"
    )


def replace_link(gift_id):
    """换链接: the old link dies at once. Raises the refusal of the gift's state unless it is pending."""
    with transaction.atomic():
        gift = Gift.lock(gift_id)
        if not gift.is_pending:
            raise REFUSALS_BY_STATE[gift.state]
        Gift.objects.filter(pk=gift.pk).update(
            link_version=F("link_version") + 1, link_key_id=links.writing_key_id()
        )
        events.record("gift.link_replaced", gift.subject, shop_id=gift.order.shop_id)
        gift.refresh_from_db(fields=["link_version", "link_key_id"])
        return gift
