from django.db import models
from django.utils.translation import gettext_lazy as _

from shops import pictures
from shops.models.product import Product


class Picture(models.Model):
    """A picture of a product. It is shown once it is `fetched`; until then a placeholder stands in."""

    PENDING, FETCHED, MISSING = "pending", "fetched", "missing"
    STATES = [(PENDING, _("not fetched yet")), (FETCHED, _("stored")), (MISSING, _("cannot be fetched"))]

    product = models.ForeignKey(Product, models.CASCADE, related_name="pictures", verbose_name=_("product"))
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    source_url = models.CharField(_("fetched from"), max_length=1000, blank=True)
    file = models.ImageField(_("file"), upload_to="pictures", max_length=120, blank=True)
    alt = models.CharField(_("description for who cannot see it"), max_length=250, blank=True)
    shown = models.BooleanField(
        _("shown"), default=True
    )  # an order's line may point at one that no longer is
    state = models.CharField(_("state"), max_length=8, choices=STATES, default=PENDING)

    class Meta:
        verbose_name, verbose_name_plural = _("picture"), _("pictures")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "source_url"],
                condition=~models.Q(source_url=""),
                name="picture_source_once_per_product",
            ),
            models.CheckConstraint(
                condition=models.Q(state="fetched") & ~models.Q(file="")
                | models.Q(state__in=["pending", "missing"], file=""),
                name="picture_fetched_has_file",
            ),
        ]

    def __str__(self):
        return self.alt or self.file.name or self.source_url

    def place_last(self):
        last = self.product.pictures.aggregate(last=models.Max("position"))["last"]
        self.position = (last or 0) + 1

    def keep(self, data: bytes):
        """Store what was fetched, drawn anew. Raises pictures.NotAPicture, and then nothing has changed."""
        self.file.name = pictures.keep(data)
        self.state = self.FETCHED
        self.save(update_fields=["file", "state"] if self.pk else None)

    def give_up(self):
        """It cannot be fetched now; the next import tries again."""
        self.state = self.MISSING
        self.save(update_fields=["state"])
