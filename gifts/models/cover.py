from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from gifts.refusals import TooManyCovers
from giftshop.clock import TransactionNow
from giftshop.codes import new_code
from shops.models import Shop

MAX_SHOWN = 12  # of one shop


class ShopCoverQuerySet(models.QuerySet):
    def offered_in(self, shop):
        return self.filter(shop=shop, shown=True)

    def make_room(self, shop, *, but=None):
        """Hold the shop's covers until the caller's transaction ends. Raises TooManyCovers if, beside the row `but`, as
        many are shown as may be.
        """
        Shop.objects.select_for_update(no_key=True).get(pk=shop.pk)
        if self.offered_in(shop).exclude(pk=but).count() >= MAX_SHOWN:
            raise TooManyCovers(_("A shop can show %d covers of its own. Please hide one first.") % MAX_SHOWN)


class ShopCover(models.Model):
    """A shop's own picture of the closed box, offered beside the drawn ones when its goods are sent.

    Gifts that were sent keep theirs: PostgreSQL refuses another picture for the row, and to delete it.
    """

    code = models.CharField(_("code"), max_length=16, default=new_code, editable=False, unique=True)
    shop = models.ForeignKey(Shop, models.PROTECT, related_name="covers", verbose_name=_("shop"))
    name = models.CharField(_("name"), max_length=20, help_text=_("What the giver reads under the picture."))
    file = models.ImageField(_("picture"), upload_to="covers", max_length=60)
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    shown = models.BooleanField(_("shown"), default=True)
    created_at = models.DateTimeField(_("created"), db_default=TransactionNow(), editable=False)

    objects = ShopCoverQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("own cover"), _("own covers")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(file=""), name="shop_cover_has_picture"),
        ]

    occasion = None  # it suits everything

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        with transaction.atomic():
            if self.shown:
                ShopCover.objects.make_room(self.shop, but=self.pk)
            super().save(*args, **kwargs)

    def put(self, *, shown):
        """Offered to givers or not. Raises TooManyCovers."""
        self.shown = shown
        self.save(update_fields=["shown"])

    @property
    def label(self):
        return self.name

    @property
    def url(self):
        return self.file.url
