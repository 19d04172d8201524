"""The first steps of a new merchant, until the first gift was sent."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from gifts.models import Gift
from shops.models import Product, Shop
from shops.models.shop import IN_REVIEW


@dataclass(frozen=True)
class Step:
    """Without a `link` it cannot be done yet."""

    words: str
    link: str
    done: bool


def steps(shops):
    """[Step, …] for the first of `shops` (ids) that has not sent a gift yet; [] if there is none."""
    sent = Gift.objects.exclude(state__in=[Gift.State.UNPAID, Gift.State.CANCELLED])
    shop = Shop.objects.filter(pk__in=shops).exclude(
        pk__in=sent.filter(order__shop__in=shops).values("order__shop")
    )
    shop = shop.order_by("pk").first()
    if shop is None:
        return []
    return [*_setting_up(shop), _first_gift(shop)]


def _setting_up(shop):
    giftable = Product.objects.filter(shop=shop, on_shelf=True).giftable().exists()
    yield from [
        Step(
            _("Tell where goods are sent back to, and what freight costs"),
            reverse("admin:shops_shop_change", args=[shop.pk]),
            bool(shop.aftersale_address),
        ),
        Step(
            _("Put something on the shelf that can be sent as a gift, by hand or by file"),
            reverse("admin:shops_product_changelist"),
            giftable,
        ),
    ]
    if shop.being_set_up:
        approval = reverse("admin:shops_shop_approval", args=[shop.pk])
        yield Step(_("Ask for approval, which opens the shop"), approval, shop.state == IN_REVIEW)


def _first_gift(shop):
    link = "" if shop.being_set_up else shop.get_absolute_url()
    return Step(_("Send a first gift to a friend, as a test"), link, False)
