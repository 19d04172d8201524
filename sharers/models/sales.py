from django.db import models


class LinkSales(models.Model):
    """What came by a link to a shop on a day of Beijing's calendar that is over, and what of it was divided then.

    Orders and sales by the moment of payment, without freight; commission by that of the division. It does not change.
    """

    link = models.ForeignKey("sharers.ShareLink", models.PROTECT, related_name="sales")
    shop = models.ForeignKey("shops.Shop", models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    orders = models.PositiveIntegerField(default=0)
    sales_fen = models.PositiveBigIntegerField(default=0)
    commission_fen = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "day", "link"], name="link_sales_once")]
        indexes = [models.Index(fields=["day"], name="link_sales_by_day")]

    def __str__(self):
        return f"{self.day} {self.link_id}"
