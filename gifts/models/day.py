from django.db import models
from django.utils.translation import gettext_lazy as _

MEASURES = [
    "orders",
    "sales_fen",
    "refunds_fen",
    "gifts_sent",
    "gifts_accepted",
    "gifts_declined",
    "gifts_expired",
    "seconds_to_accept",
    "new_recipients",
    "returning_recipients",
]


class ShopDay(models.Model):
    """What happened in a shop on one of Beijing's days. Sales are what was paid on it, refunds what arrived on it.

    A day that is over does not change: each figure counts what happened, by the moment at which it did.
    """

    shop = models.ForeignKey(
        "shops.Shop", models.PROTECT, related_name="+", db_index=False, verbose_name=_("shop")
    )
    day = models.DateField(_("day"))
    orders = models.PositiveIntegerField(_("orders paid"), default=0)
    sales_fen = models.PositiveBigIntegerField(_("sales, in fen"), default=0)
    refunds_fen = models.PositiveBigIntegerField(_("paid back, in fen"), default=0)
    gifts_sent = models.PositiveIntegerField(_("gifts sent"), default=0)
    gifts_accepted = models.PositiveIntegerField(_("gifts accepted"), default=0)
    gifts_declined = models.PositiveIntegerField(_("gifts declined"), default=0)
    gifts_expired = models.PositiveIntegerField(_("gifts expired"), default=0)
    seconds_to_accept = models.PositiveBigIntegerField(_("seconds until acceptance, of all"), default=0)
    new_recipients = models.PositiveIntegerField(_("recipients for the first time, guests too"), default=0)
    returning_recipients = models.PositiveIntegerField(_("recipients once more"), default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("day in figures"), _("days in figures")
        constraints = [models.UniqueConstraint(fields=["shop", "day"], name="shop_day_once")]
        indexes = [models.Index(fields=["day"], name="shop_day_by_day")]

    def __str__(self):
        return f"{self.day}"


class ProductDay(models.Model):
    """What was sold of a product on a day, as in ShopDay."""

    shop = models.ForeignKey("shops.Shop", models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    product = models.ForeignKey("shops.Product", models.PROTECT, related_name="+", db_index=False)
    units = models.PositiveIntegerField()
    sales_fen = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "day", "product"], name="product_day_once")]
        indexes = [models.Index(fields=["day"], name="product_day_by_day")]

    def __str__(self):
        return f"{self.day} {self.product_id}"
