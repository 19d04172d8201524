from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giftshop.clock import TransactionNow
from giftshop.codes import new_code
from shops.models import Product


class ShareLinkQuerySet(models.QuerySet):
    def with_owner(self):
        """Rows with whoever shares, for `owner`, `payee` and `counts`."""
        return self.select_related(
            "sharer__user", "sharer__shop", "promoter__user", "channel", "showcase", "shop", "product"
        )

    def counting_in(self, shop_id, code):
        """The link `code` if what it led to may be bought in the shop, or None: a showcase leads anywhere."""
        here = Q(shop=shop_id) | Q(showcase__isnull=False)
        return self.with_owner().filter(here, code=code).first()


class ShareLink(models.Model):
    """What somebody sends to friends: leads to a product, a shop or a showcase.

    It belongs to a sharer, a promoter or a shop's channel. `shop` is where it counts; a showcase's counts in the shop
    of whatever is chosen there.
    """

    code = models.CharField(_("code"), max_length=16, unique=True, default=new_code, editable=False)
    sharer = models.ForeignKey("sharers.Sharer", models.PROTECT, null=True, related_name="links")
    promoter = models.ForeignKey("sharers.Promoter", models.PROTECT, null=True, related_name="links")
    channel = models.ForeignKey("sharers.Channel", models.PROTECT, null=True, related_name="links")
    shop = models.ForeignKey("shops.Shop", models.PROTECT, null=True, related_name="+")
    product = models.ForeignKey(
        "shops.Product",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("product"),
        help_text=_("Empty: the whole shop."),
    )
    showcase = models.OneToOneField("sharers.Showcase", models.PROTECT, null=True, related_name="link")
    created_at = models.DateTimeField(_("created"), db_default=TransactionNow(), editable=False)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("share link"), _("share links")
        constraints = [
            models.UniqueConstraint(
                fields=["sharer", "promoter", "channel", "shop", "product"],
                condition=Q(showcase__isnull=True),
                nulls_distinct=False,
                name="share_link_once_per_target",
            ),
            models.CheckConstraint(
                condition=Q(sharer__isnull=False, promoter__isnull=True, channel__isnull=True)
                | Q(sharer__isnull=True, promoter__isnull=False, channel__isnull=True)
                | Q(sharer__isnull=True, promoter__isnull=True, channel__isnull=False),
                name="share_link_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(shop__isnull=False, showcase__isnull=True)
                | Q(shop__isnull=True, product__isnull=True, showcase__isnull=False, promoter__isnull=False),
                name="share_link_has_one_target",
            ),
        ]

    def __str__(self):
        return self.code

    def save(self, *args, **kwargs):
        """What belongs to a shop leads into that shop."""
        if owner := self.sharer or self.channel:
            self.shop_id = owner.shop_id
        super().save(*args, **kwargs)

    def clean(self):
        owner = self.sharer or self.channel
        if self.product and self.product.shop_id != (owner.shop_id if owner else self.shop_id):
            raise ValidationError(_("This is a product of another shop."))

    @property
    def owner(self):
        """The sharer, promoter or channel."""
        return self.sharer or self.promoter or self.channel

    @property
    def payee(self):
        """The person who earns by it, None for a channel."""
        person = self.sharer or self.promoter
        return person and person.user

    @property
    def counts(self):
        """Whether a visit and an order count now."""
        return self.owner.is_active and (self.showcase is None or self.showcase.is_shown)

    def bps(self, product):
        """What an order of `product` placed now would freeze, in basis points of the goods' price."""
        return 0 if self.channel else self.owner.bps(product)

    @property
    def public_url(self):
        """The absolute link."""
        return settings.PUBLIC_URL + reverse("sharers:follow", args=[self.code])

    @property
    def target(self):
        """Where the link leads, as a path. A product that is off the shelf gives way to the shop."""
        if self.showcase:
            return self.showcase.get_absolute_url()
        shown = self.product_id and Product.objects.visible().filter(pk=self.product_id).exists()
        return (self.product if shown else self.shop).get_absolute_url()
