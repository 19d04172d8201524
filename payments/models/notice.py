from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giftshop.clock import TransactionNow


class NoticeQuerySet(models.QuerySet):
    def due(self):
        return self.filter(processed_at__isnull=True, next_try_at__lte=TransactionNow()).order_by(
            "next_try_at"
        )


class Notice(models.Model):
    """A provider's verified word: stored first, processed second. The provider's own id keeps it unique."""

    provider = models.CharField(_("provider"), max_length=20)
    provider_id = models.CharField(_("provider's id"), max_length=64)
    kind = models.CharField(_("kind"), max_length=40)
    body = models.JSONField(_("content"))
    received_at = models.DateTimeField(_("received"), db_default=TransactionNow())
    processed_at = models.DateTimeField(_("processed"), null=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next look"), db_default=TransactionNow())
    error = models.CharField(_("error"), max_length=100, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("notice"), _("notices")
        indexes = [
            # The inbox sweep's: what was stored but not processed.
            models.Index(fields=["next_try_at"], name="notice_due", condition=Q(processed_at__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["provider", "provider_id"], name="notice_once"),
        ]

    def __str__(self):
        return f"{self.provider} {self.provider_id}"
