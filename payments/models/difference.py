from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giftshop.clock import TransactionNow


class Reconciliation(models.Model):
    """A provider's bill of a day, by Beijing's calendar, was compared with the books."""

    provider = models.CharField(_("provider"), max_length=20)
    day = models.DateField(_("day"))
    lines = models.PositiveIntegerField(_("lines of the bill"))
    done_at = models.DateTimeField(_("compared"), db_default=TransactionNow())

    class Meta:
        verbose_name, verbose_name_plural = _("reconciliation"), _("reconciliations")
        constraints = [models.UniqueConstraint(fields=["provider", "day"], name="reconciled_once_a_day")]

    def __str__(self):
        return f"{self.provider} {self.day}"


class DifferenceQuerySet(models.QuerySet):
    def open(self):
        return self.filter(resolved_at__isnull=True)


class Difference(models.Model):
    """What the provider's bill and our books say differently, until an operator resolves it. Amounts are fen."""

    class Kind(models.TextChoices):
        UNKNOWN = "unknown", _("in the bill, not in our books")
        MISSING = "missing", _("in our books, not in the bill")
        AMOUNT = "amount", _("another amount")
        STATE = "state", _("the bill says it happened, our books do not")
        REFERENCE = "reference", _("another transaction")
        TWICE = "twice", _("more than once in the bill")
        DAY = "day", _("also in the bill of another day")

    class What(models.TextChoices):
        PAYMENT = "payment", _("payment")
        REFUND = "refund", _("refund")
        SPLIT = "split", _("split")

    provider = models.CharField(_("provider"), max_length=20)
    day = models.DateField(_("day"))
    what = models.CharField(_("what"), max_length=8, choices=What)
    kind = models.CharField(_("difference"), max_length=10, choices=Kind)
    number = models.CharField(_("number"), max_length=64)
    ours_fen = models.BigIntegerField(_("in our books, in fen"), null=True)
    theirs_fen = models.BigIntegerField(_("in the bill, in fen"), null=True)
    found_at = models.DateTimeField(_("found"), db_default=TransactionNow())
    resolved_at = models.DateTimeField(_("resolved"), null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("resolved by")
    )
    resolution = models.CharField(_("resolution"), max_length=500, blank=True)

    objects = DifferenceQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("difference"), _("differences")
        indexes = [
            models.Index(fields=["day"], name="difference_open", condition=Q(resolved_at__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "day", "what", "kind", "number"], name="difference_once"
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolution="")
                | (Q(resolved_at__isnull=False) & ~Q(resolution="")),
                name="difference_resolved_says_how",
            ),
        ]

    def __str__(self):
        return f"{self.get_what_display()} {self.number}: {self.get_kind_display()}"
