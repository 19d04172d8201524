from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giftshop.codes import new_code
from shops.models import Product


class ShareLink(models.Model):
    """What a sharer sends to friends: leads to one product of the shop or, without one, to the shop."""

    code = models.CharField(_("code"), max_length=16, unique=True, default=new_code, editable=False)
    sharer = models.ForeignKey("sharers.Sharer", models.PROTECT, related_name="links")
    product = models.ForeignKey(
        "shops.Product",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("product"),
        help_text=_("Empty: the whole shop."),
    )

    class Meta:
        verbose_name, verbose_name_plural = _("share link"), _("share links")
        constraints = [
            models.UniqueConstraint(fields=["sharer", "product"], name="share_link_once_per_product"),
            models.UniqueConstraint(
                fields=["sharer"], condition=Q(product__isnull=True), name="share_link_once_to_the_shop"
            ),
        ]

    def __str__(self):
        return self.code

    def clean(self):
        if self.product and self.product.shop_id != self.sharer.shop_id:
            raise ValidationError(_("This is a product of another shop."))

    @property
    def public_url(self):
        """The absolute link."""
        return settings.PUBLIC_URL + reverse("sharers:follow", args=[self.code])

    @property
    def target(self):
        """Where the link leads, as a path. A product that is off the shelf gives way to the shop."""
        shown = self.product_id and Product.objects.visible().filter(pk=self.product_id).exists()
        return (self.product if shown else self.sharer.shop).get_absolute_url()
