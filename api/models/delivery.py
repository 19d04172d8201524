"""An event on its way to an endpoint, and what became of each try."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from api.models.endpoint import Endpoint
from api.models.event import PartnerEvent
from giftshop.clock import TransactionNow


class DeliveryQuerySet(models.QuerySet):
    def due(self):
        live = Endpoint.objects.live().values("pk")
        return self.filter(
            state=Delivery.State.WAITING, next_try_at__lte=TransactionNow(), endpoint__in=live
        ).order_by("next_try_at", "pk")

    def again(self):
        """Those to live endpoints are posted now, whatever became of them, with all their tries before them; which."""
        due = list(self.filter(endpoint__in=Endpoint.objects.live()))
        Delivery.objects.filter(pk__in=[row.pk for row in due]).update(
            state=Delivery.State.WAITING,
            tries=0,
            next_try_at=TransactionNow(),
            leased_until=None,
            done_at=None,
        )
        return due

    def drop(self):
        """Those that wait will not be posted."""
        self.filter(state=Delivery.State.WAITING).update(
            state=Delivery.State.DROPPED, done_at=TransactionNow(), leased_until=None
        )

    def forget(self):
        """Those that ended long enough ago; so many at a time that nobody waits."""
        old = self.filter(done_at__lt=TransactionNow() - settings.WEBHOOK_LOG_KEPT).order_by("done_at")
        Attempt.objects.filter(delivery__in=(ids := list(old.values_list("pk", flat=True)[:5000]))).delete()
        self.filter(pk__in=ids).delete()
        return len(ids)


class Delivery(models.Model):
    """One event for one endpoint. `tries` counts since it was made, or made due again by hand.

    While it is being posted, `leased_until` and `next_try_at` are when another worker takes it over. Dropped: the
    endpoint was disabled or removed before it was delivered.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("to be delivered")
        DELIVERED = "delivered", _("delivered")
        FAILED = "failed", _("given up")
        DROPPED = "dropped", _("dropped")

    endpoint = models.ForeignKey(
        Endpoint, models.CASCADE, related_name="deliveries", db_index=False, verbose_name=_("endpoint")
    )
    event = models.ForeignKey(
        PartnerEvent, models.CASCADE, related_name="deliveries", verbose_name=_("event")
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(_("next try"), db_default=TransactionNow())
    leased_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField(_("created"), db_default=TransactionNow())
    done_at = models.DateTimeField(_("ended"), null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("delivery"), _("deliveries")
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "event"], name="delivery_once"),
            models.CheckConstraint(
                condition=Q(state="waiting", done_at__isnull=True)
                | (~Q(state="waiting") & Q(done_at__isnull=False)),
                name="delivery_ended_has_time",
            ),
        ]
        indexes = [
            # What the sweep looks at for each endpoint: the open rows only, and those being posted.
            models.Index(
                fields=["endpoint", "next_try_at", "id"], name="delivery_due", condition=Q(state="waiting")
            ),
            models.Index(
                fields=["endpoint"], name="delivery_leased", condition=Q(leased_until__isnull=False)
            ),
            models.Index(fields=["endpoint", "-id"], name="delivery_of_endpoint"),
            models.Index(fields=["done_at"], name="delivery_to_forget", condition=Q(done_at__isnull=False)),
        ]

    def __str__(self):
        return f"{self.event_id} → {self.endpoint_id}"

    def again(self):
        """Post it now. Raises EndpointDisabled."""
        with transaction.atomic():
            Endpoint.objects.locked().get(pk=self.endpoint_id).refuse_if_disabled()
            Delivery.objects.filter(pk=self.pk).again()


class Attempt(models.Model):
    """One try. `status` is the answer's, None if there was none; `error` says why in one word."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="attempts")
    at = models.DateTimeField(_("at"))
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    error = models.CharField(_("error"), max_length=40, blank=True)
    duration_ms = models.PositiveIntegerField(_("milliseconds"))

    class Meta:
        verbose_name, verbose_name_plural = _("attempt"), _("attempts")
