import re

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from giftshop.rows import one
from shops import refusals
from shops.models.category import excluded_at
from shops.models.picture import Picture
from shops.models.product import Product
from shops.models.shop import ACTIVE
from shops.search import index

LOW_STOCK = 10
OPTIONS = ("option1", "option2", "option3")  # how an address names the values that were chosen


class VariantQuerySet(models.QuerySet):
    def for_sale(self):
        """What may be bought now; the same rule as `Variant.sale_refusal()`."""
        open_shop = {"product__shop__state": ACTIVE, "product__shop__open": True}
        return self.filter(on_shelf=True, product__on_shelf=True, stock__gt=0, **open_shop)

    def to_buy(self, pk):
        """The variant `pk` with what its refusals ask for, in one query, or None."""
        rule = {"category_excluded": excluded_at("product__category__path")}
        variant = one(self.select_related("product__shop").annotate(**rule).filter(pk=pk))
        if variant:
            variant.product.category_excluded = variant.category_excluded
        return variant

    def from_query(self, query):
        """The variant of `?variant=`, or of `?product=` with its options, with what its refusals ask for; or None."""
        number, product = query.get("variant", ""), query.get("product", "")
        if re.fullmatch("[0-9]{1,18}", number):
            rows = self.filter(pk=number)
        elif re.fullmatch("[0-9]{1,18}", product):
            values = [query[name].replace("\0", "") for name in OPTIONS if name in query]
            rows = self.filter(product=product, option_values=values, on_shelf=True)
        else:
            return None
        variant = rows.select_related("picture").first()
        if variant:
            variant.product = Product.objects.for_display().get(pk=variant.product_id)
        return variant

    def priced(self, fen, *, special):
        """At this price in the list or, if `special`, in a showcase."""
        return (
            self.filter(showcase_price_fen=fen, price_fen__gt=fen) if special else self.filter(price_fen=fen)
        )

    def giftable(self):
        """What may be sent as a gift now; the same rule as `Variant.gift_refusal()`."""
        return self.for_sale().filter(
            ~excluded_at("product__category__path"),
            product__category__isnull=False,
            price_fen__lte=settings.GIFT_MAX_PRICE_FEN,
            product__shop__gifting=True,
        )


class Variant(models.Model):
    """One buyable form of a product, with its own price in fen and its own stock. Never deleted once it was sold."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="variants", verbose_name=_("product"))
    name = models.CharField(_("name"), max_length=320, blank=True)
    option_values = ArrayField(
        models.CharField(max_length=100), verbose_name=_("option values"), default=list, blank=True, size=3
    )
    sku = models.CharField(_("SKU"), max_length=100, blank=True)
    price_fen = models.PositiveBigIntegerField(_("price"))
    compare_at_fen = models.PositiveBigIntegerField(_("struck-through price, in fen"), null=True, blank=True)
    showcase_price_fen = models.PositiveBigIntegerField(
        _("showcase price"),
        null=True,
        blank=True,
        help_text=_("For visitors of a promoter's showcase; empty, or not below the price: none."),
    )
    stock = models.PositiveIntegerField(_("stock"), default=0)
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    on_shelf = models.BooleanField(_("on the shelf"), default=True)
    picture = models.ForeignKey(Picture, models.SET_NULL, null=True, blank=True, verbose_name=_("picture"))

    objects = VariantQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("variant"), _("variants")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "option_values"], name="variant_options_once_per_product"
            ),
            models.CheckConstraint(condition=models.Q(price_fen__gt=0), name="variant_price_above_zero"),
            models.CheckConstraint(
                condition=models.Q(compare_at_fen__isnull=True) | models.Q(compare_at_fen__gt=0),
                name="variant_compare_at_above_zero",
            ),
            models.CheckConstraint(
                condition=models.Q(showcase_price_fen__isnull=True) | models.Q(showcase_price_fen__gt=0),
                name="variant_showcase_price_above_zero",
            ),
            models.CheckConstraint(condition=models.Q(stock__gte=0), name="variant_stock_not_below_zero"),
        ]
        indexes = [
            # Merchants' programs name variants by SKU, a thousand at a time.
            models.Index(fields=["sku"], condition=~models.Q(sku=""), name="variant_by_sku"),
        ]

    def __str__(self):
        return f"{self.product} {self.name}".strip()

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            index.mend([self.product_id])

    @staticmethod
    def name_of(option_values):
        return " / ".join(option_values)

    @property
    def low_stock(self):
        """How many are left when they are few, else None. Pages count no higher, see the triggers of Revision."""
        return self.stock if 0 < self.stock <= LOW_STOCK else None

    @property
    def shown_picture(self):
        """Its own picture, else the product's first, or None."""
        return self.picture or self.product.cover

    @property
    def reduced_from_fen(self):
        """The struck-through price; None unless it is above the price."""
        return self.compare_at_fen if (self.compare_at_fen or 0) > self.price_fen else None

    @property
    def special_price_fen(self):
        """专属价, what visitors of a showcase pay; None where the shop offers nothing below the price."""
        return (
            self.showcase_price_fen if (self.showcase_price_fen or self.price_fen) < self.price_fen else None
        )

    def sale_refusal(self):
        """Why it cannot be bought now (a Refused), or None."""
        if refusal := self.product.shop.sale_refusal():
            return refusal
        if not (self.on_shelf and self.product.on_shelf):
            return refusals.OffShelf()
        return refusals.OutOfStock() if self.stock < 1 else None

    def gift_refusal(self):
        """Why it cannot be sent as a gift now (a Refused), or None; the reasons in the order of GIFT_RULES."""
        if self.product.category_id is None:
            return refusals.NotCategorised()
        if self.product.in_excluded_category:
            return refusals.CategoryExcluded()
        if self.price_fen > settings.GIFT_MAX_PRICE_FEN:
            return refusals.PriceAboveLimit()
        if not self.product.shop.gifting:
            return refusals.GiftingOff()
        return self.sale_refusal()
