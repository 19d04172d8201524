from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.lines import validate_line
from giftshop.clock import TransactionNow


class Channel(models.Model):
    """矩阵: a place of the merchant's own where links are put. It has figures and earns nothing."""

    class Kind(models.TextChoices):
        OFFICIAL_ACCOUNT = "official_account", _("official account")
        VIDEO_ACCOUNT = "video_account", _("video account")
        MINI_PROGRAM = "mini_program", _("mini program")
        TILL = "till", _("till in a store")
        OTHER = "other", _("other channel")

    shop = models.ForeignKey("shops.Shop", models.PROTECT, related_name="channels", verbose_name=_("shop"))
    name = models.CharField(_("name"), max_length=40, validators=[validate_line])
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    active = models.BooleanField(
        _("counts"), default=True, help_text=_("Links of one that does not count still lead to the shop.")
    )
    created_at = models.DateTimeField(_("created"), db_default=TransactionNow(), editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("channel"), _("channels")
        constraints = [
            models.UniqueConstraint(fields=["shop", "name"], name="channel_name_once_per_shop"),
        ]

    def __str__(self):
        return self.name

    @property
    def is_active(self):
        return self.active
