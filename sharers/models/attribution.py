from django.conf import settings
from django.db import models

from giftshop.clock import ClockTimestamp


class AttributionManager(models.Manager):
    def remember(self, user, sharer):
        """`user` came to the sharer's shop by this sharer's link just now; the last link wins."""
        self.bulk_create(
            [Attribution(user=user, shop_id=sharer.shop_id, sharer=sharer, at=ClockTimestamp())],
            update_conflicts=True,
            unique_fields=["user", "shop"],
            update_fields=["sharer", "at"],
        )


class Attribution(models.Model):
    """Who sent a person to a shop, on whatever device. Nobody is shown it: neither the sharer nor the shop."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    shop = models.ForeignKey("shops.Shop", models.CASCADE, related_name="+")
    sharer = models.ForeignKey("sharers.Sharer", models.CASCADE, related_name="+")
    at = models.DateTimeField()

    objects = AttributionManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "shop"], name="attribution_once_per_shop"),
        ]
