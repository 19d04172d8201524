from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giftshop.clock import TransactionNow


class Waiver(models.Model):
    """A person gave up commission: `amount_fen` that was theirs, and the shares of `orders` orders to be settled."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="waivers", verbose_name=_("person")
    )
    amount_fen = models.BigIntegerField(_("amount, in fen"))
    orders = models.PositiveIntegerField(_("orders"))
    at = models.DateTimeField(_("time"), db_default=TransactionNow())

    class Meta:
        verbose_name, verbose_name_plural = _("waiver"), _("waivers")
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gte=0), name="waiver_not_below_zero"),
            models.CheckConstraint(
                condition=Q(amount_fen__gt=0) | Q(orders__gt=0), name="waiver_of_something"
            ),
        ]

    def __str__(self):
        return f"waiver:{self.pk}"
