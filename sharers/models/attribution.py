from django.conf import settings
from django.db import models

from giftshop.clock import ClockTimestamp


class AttributionManager(models.Manager):
    def remember(self, user, link, shop_id=None):
        """`user` came by `link` to its shop, or to the one that a showcase led to, just now; the last link wins."""
        self.bulk_create(
            [Attribution(user=user, shop_id=shop_id or link.shop_id, link=link, at=ClockTimestamp())],
            update_conflicts=True,
            unique_fields=["user", "shop"],
            update_fields=["link", "at"],
        )


class Attribution(models.Model):
    """Who sent a person to a shop, on whatever device. Nobody is shown it: neither who shared nor the shop."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    shop = models.ForeignKey("shops.Shop", models.CASCADE, related_name="+")
    link = models.ForeignKey("sharers.ShareLink", models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = AttributionManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "shop"], name="attribution_once_per_shop"),
        ]


class LinkedOrder(models.Model):
    """By which link the buyer of an order came, frozen when it is placed. Money stands in split lines."""

    order = models.OneToOneField(
        "orders.Order", models.PROTECT, primary_key=True, related_name="linked", db_index=False
    )
    link = models.ForeignKey("sharers.ShareLink", models.PROTECT, related_name="orders")
