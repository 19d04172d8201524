from django.core.validators import MaxValueValidator
from django.db import models

from shops.models.category import root_at


class LineQuerySet(models.QuerySet):
    def for_display(self):
        """Rows with their picture, and the kind of goods (`kind`) whose drawing stands in for a missing one."""
        return self.select_related("picture", "variant").annotate(
            kind=root_at("variant__product__category__path")
        )


class Line(models.Model):
    """What was bought, frozen at that moment: a later repricing or renaming of the product changes nothing here."""

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="lines")
    variant = models.ForeignKey("shops.Variant", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=255)
    variant_name = models.CharField(max_length=320)
    picture = models.ForeignKey("shops.Picture", on_delete=models.SET_NULL, null=True, related_name="+")
    unit_price_fen = models.PositiveBigIntegerField()
    quantity = models.PositiveIntegerField()
    at_special_price = models.BooleanField(
        db_default=False
    )  # below the list's: what a showcase's visitors pay

    objects = LineQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(quantity__gt=0), name="line_quantity_positive"),
            models.CheckConstraint(condition=models.Q(unit_price_fen__gt=0), name="line_price_positive"),
        ]

    def __str__(self):
        return f"{self.title} {self.variant_name} × {self.quantity}"

    @classmethod
    def freeze(cls, order, variant, quantity, unit_price_fen=None):
        """At the variant's price or, where one is given, a lower one."""
        unit_price_fen = variant.price_fen if unit_price_fen is None else unit_price_fen
        price = {"unit_price_fen": unit_price_fen, "at_special_price": unit_price_fen < variant.price_fen}
        return cls(order=order, quantity=quantity, **price, **cls.frozen_from(variant))

    @staticmethod
    def frozen_from(variant):
        return {
            "variant": variant,
            "title": variant.product.title,
            "variant_name": variant.name,
            "picture": variant.shown_picture,
        }


class SplitLine(models.Model):
    """Somebody's share of an order, frozen when it is placed; the fen are known when the order is released."""

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="splits")
    payee_key = models.CharField(max_length=40)
    bps = models.PositiveIntegerField(validators=[MaxValueValidator(3_000)])
    fen = models.PositiveBigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "payee_key"], name="split_once_per_payee"),
            models.CheckConstraint(condition=models.Q(bps__gt=0, bps__lte=3_000), name="split_bps_range"),
        ]
        # What somebody has earned is asked for by payee, and the unique index starts with the order.
        indexes = [models.Index(fields=["payee_key"], name="split_of_payee")]

    def __str__(self):
        return f"{self.payee_key} {self.bps} bps"

    @staticmethod
    def payee_of(user):
        """How split lines and the ledger name a person."""
        return f"user:{user.pk}"
