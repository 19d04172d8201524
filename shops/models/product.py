from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models.lookups import IsNull
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giftshop.clock import TransactionNow
from shops.fields import SafeHTMLField
from shops.models.category import Category, excluded_at, root_at
from shops.models.shop import ACTIVE, MAX_COMMISSION_BPS, Shop
from shops.occasions import Occasion
from shops.refusals import GIFT_RULES, OffShelf
from shops.search import index


class ProductQuerySet(models.QuerySet):
    def visible(self):
        """What a shopper may see: on the shelf of an active shop, with something on the shelf to choose from."""
        return self.filter(on_shelf=True, price_from_fen__isnull=False, shop__state=ACTIVE)

    def giftable(self):
        """Those of which a variant may be sent as a gift now; the same rule as `Product.gift_refusal()`."""
        return self.filter(_giftable(models.Exists))

    def with_gift_rule(self):
        """Every row knows whether it `can_be_a_gift`."""
        rule = models.ExpressionWrapper(_giftable(_any), output_field=models.BooleanField())
        return self.annotate(can_be_a_gift=rule)

    def with_category_rule(self):
        """Every row knows whether its category is excluded, so that a list asks once and not per row."""
        return self.annotate(category_excluded=excluded_at("category__path"))

    def for_cards(self):
        """Rows that know all that a list says of a product, in one query and without a row of anything else."""
        shown = _row(
            _parts("pictures", shown=True).order_by("pictures__position", "pictures__pk"), "pictures__file"
        )
        dearest = _row(
            _parts("variants", on_shelf=True).order_by("-variants__price_fen"), "variants__price_fen"
        )
        cards = self.select_related("shop").annotate(
            kind=root_at("category__path"),
            cover_file=shown,
            price_to_fen=dearest,
            in_stock=_any(_parts("variants", on_shelf=True, stock__gt=0)),
        )
        return cards.with_gift_rule()

    def for_display(self):
        """Three queries, however many rows."""
        return self.with_parts().select_related("category").annotate(kind=root_at("category__path"))

    def with_parts(self):
        """What `for_display` gives, but for the categories and the drawings that stand in for missing pictures."""
        return self.select_related("shop").with_category_rule().prefetch_related("variants", "pictures")


def _parts(of, **rule):
    """The product of the outer row, once for each of its variants or pictures that fit."""
    rule = {f"{of}__{name}": value for name, value in rule.items()}
    return Product.objects.order_by().filter(pk=models.OuterRef("pk"), **rule)


def _row(parts, column):
    return models.Subquery(parts.values(column)[:1])


def _any(parts):
    """Whether there is one, asked of each row that a page shows.

    EXISTS would do, but PostgreSQL counts its cost for all rows and not for the page's, and would look through every
    variant of the shop first: 200 ms among 100,000 products.
    """
    return IsNull(_row(parts, "pk"), False)


def _giftable(having):
    fit = _parts("variants", on_shelf=True, stock__gt=0, price_fen__lte=settings.GIFT_MAX_PRICE_FEN)
    offered = models.Q(category__isnull=False, shop__gifting=True, shop__open=True)
    return offered & ~models.Q(excluded_at("category__path")) & models.Q(having(fit))


class Product(models.Model):
    """What is sold. `handle` names it inside its shop and in the files it is imported from."""

    shop = models.ForeignKey(Shop, models.PROTECT, related_name="products", verbose_name=_("shop"))
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="products", verbose_name=_("category"), null=True, blank=True
    )
    handle = models.SlugField(_("handle"), max_length=255, allow_unicode=True, db_index=False)
    title = models.CharField(_("title"), max_length=255)
    description = SafeHTMLField(_("description"), blank=True)
    option_names = ArrayField(
        models.CharField(max_length=60), verbose_name=_("options"), default=list, blank=True, size=3
    )
    occasions = ArrayField(
        models.CharField(max_length=12, choices=Occasion),
        verbose_name=_("occasions it suits"),
        default=list,
        blank=True,
    )
    on_shelf = models.BooleanField(_("on the shelf"), default=True)
    sharer_bps = models.PositiveSmallIntegerField(
        _("commission of sharers"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MAX_COMMISSION_BPS)],
        help_text=_("Empty: what the sharer or the shop says."),
    )
    promoter_bps = models.PositiveSmallIntegerField(
        _("commission of promoters"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MAX_COMMISSION_BPS)],
        help_text=_("Empty: what the shop says. It counts only where the shop works with promoters."),
    )
    # Written by a trigger of the variants: the lowest price on the shelf, None when nothing is.
    price_from_fen = models.PositiveBigIntegerField(_("lowest price, in fen"), null=True, editable=False)
    popularity = models.PositiveIntegerField(
        _("units sold in the last 30 days"), default=0, db_default=0, editable=False
    )
    created_at = models.DateTimeField(_("created"), db_default=TransactionNow(), editable=False)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = ProductQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("product"), _("products")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["shop", "handle"], name="product_handle_once_per_shop"),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{f"{name}__isnull": True})
                    | models.Q(**{f"{name}__range": (0, MAX_COMMISSION_BPS)}),
                    name=f"product_{name}",
                )
                for name in ("sharer_bps", "promoter_bps")
            ),
        ]
        indexes = [
            # Lists are read in one of three orders, and from the start: newest, most popular, cheapest (or dearest).
            models.Index(fields=["-id"], condition=models.Q(on_shelf=True), name="product_newest"),
            models.Index(
                fields=["-popularity", "-id"], condition=models.Q(on_shelf=True), name="product_popular"
            ),
            models.Index(
                fields=["price_from_fen", "-id"], condition=models.Q(on_shelf=True), name="product_cheapest"
            ),
            # A shop's own page reads its newest products on the shelf, and so does a category's.
            models.Index(
                fields=["shop", "-id"], condition=models.Q(on_shelf=True), name="product_shelf_of_shop"
            ),
            # A merchant's program reads all of them, also those off the shelf.
            models.Index(fields=["shop", "-id"], name="product_of_shop"),
            models.Index(
                fields=["category", "-id"],
                condition=models.Q(on_shelf=True),
                name="product_shelf_of_category",
            ),
            GinIndex(fields=["occasions"], name="product_occasions"),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            index.mend([self.pk])

    def get_absolute_url(self):
        return reverse("shops:product", args=[self.pk])

    def put(self, *, on_shelf):
        """On the shelf or off it."""
        self.on_shelf = on_shelf
        self.save(update_fields=["on_shelf", "updated_at"])

    @property
    def in_excluded_category(self):
        if not hasattr(self, "category_excluded"):
            self.category_excluded = self.category_id is not None and self.category.excluded
        return self.category_excluded

    @property
    def shelf(self):
        """The variants a shopper may choose from."""
        return [variant for variant in self.variants.all() if variant.on_shelf]

    @property
    def cover(self):
        """The first picture, or None."""
        return next(iter(self.gallery), None)

    @property
    def gallery(self):
        return [picture for picture in self.pictures.all() if picture.shown]

    @property
    def prices_fen(self):
        """The lowest and the highest price on the shelf."""
        prices = [variant.price_fen for variant in self.shelf]
        return min(prices), max(prices)

    @property
    def options(self):
        """[(name, [value, …]), …] of what is on the shelf, in the order of the variants."""
        rows = [variant.option_values for variant in self.shelf]
        names = self.option_names if all(len(row) == len(self.option_names) for row in rows) else []
        return [(name, list(dict.fromkeys(row[n] for row in rows))) for n, name in enumerate(names)]

    def gift_refusal(self):
        """None if any variant may be sent as a gift, else what the most eligible one of them lacks."""
        refusals = [variant.gift_refusal() for variant in self.shelf]
        if not refusals:
            return OffShelf()
        if None in refusals:
            return None
        return max(refusals, key=lambda refusal: GIFT_RULES.index(type(refusal)))
