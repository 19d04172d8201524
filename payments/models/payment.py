from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giftshop import events
from giftshop.clock import TransactionNow, db_now
from giftshop.codes import new_code
from giftshop.rows import follow
from payments.models.closing import Closing
from payments.models.paying import Paying
from payments.models.settling import Settling


class PaymentQuerySet(models.QuerySet):
    def locked(self):
        return self.select_for_update(no_key=True, of=("self",)).order_by("pk")

    def to_lapse(self):
        return self.filter(state=Payment.State.PENDING, lapse_at__lte=TransactionNow()).order_by("lapse_at")

    def open(self, *, payer, shop, amount_fen):
        """A pending payment, in the caller's transaction, that can be paid for PAYMENT_WINDOW from now."""
        expires_at = db_now() + settings.PAYMENT_WINDOW
        return self.create(
            payer=payer, shop=shop, amount_fen=amount_fen, expires_at=expires_at, lapse_at=expires_at
        )


class Payment(Paying, Settling, Closing, models.Model):
    """What a payer owes one shop for the orders it covers: pending → paid | closed. Amounts are fen, times UTC.

    `paid_at` is our database's clock, `provider_paid_at` the provider's, from which its own deadlines run.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("pending")
        PAID = "paid", _("paid")
        CLOSED = "closed", _("closed")

    number = models.CharField(_("number"), max_length=16, default=new_code, editable=False)
    payer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="payments", verbose_name=_("payer")
    )
    shop = models.ForeignKey("shops.Shop", models.PROTECT, related_name="payments", verbose_name=_("shop"))
    amount_fen = models.BigIntegerField(_("amount, in fen"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    expires_at = models.DateTimeField(_("can be paid until"))
    lapse_at = models.DateTimeField(_("next look at closing"))
    paid_at = models.DateTimeField(_("paid"), null=True)
    provider_paid_at = models.DateTimeField(_("paid, says the provider"), null=True)
    paid_attempt = models.OneToOneField(
        "payments.Attempt", models.PROTECT, null=True, related_name="pays", verbose_name=_("paid by")
    )
    close_reason = models.CharField(_("closed because"), max_length=20, blank=True)
    created_at = models.DateTimeField(_("created"), db_default=TransactionNow())
    closed_at = models.DateTimeField(_("closed"), null=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("payment"), _("payments")
        indexes = [
            # The lapse sweep's: pending rows only, in the order they fall due.
            models.Index(fields=["lapse_at"], name="payment_to_lapse", condition=Q(state="pending")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], name="payment_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=["pending", "paid", "closed"]), name="payment_state"
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="payment_amount_above_zero"),
            models.CheckConstraint(
                condition=Q(
                    state="paid",
                    paid_at__isnull=False,
                    provider_paid_at__isnull=False,
                    paid_attempt__isnull=False,
                )
                | (~Q(state="paid") & Q(paid_at__isnull=True, paid_attempt__isnull=True)),
                name="payment_paid_has_attempt",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
                name="payment_closed_has_time",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("payments:pay", args=[self.number])

    @property
    def has_room(self):
        return self.orders.count() < settings.ORDERS_PER_PAYMENT

    def cover(self, amount_fen):
        """Grow by one more order of the same payer and shop, in the transaction that opened it: nothing has been asked
        for yet. This payment.
        """
        Payment.objects.filter(pk=self.pk).update(amount_fen=F("amount_fen") + amount_fen)
        self.refresh_from_db(fields=["amount_fen"])
        return self

    @property
    def is_pending(self):
        return self.state == self.State.PENDING

    def relock(self):
        """This payment again, locked and as it is now."""
        return type(self).objects.locked().get(pk=self.pk)

    def become(self, state, **columns):
        """Write `state` with `columns`. The caller holds the row's lock."""
        columns["state"] = state
        type(self).objects.filter(pk=self.pk).update(**columns)
        follow(self, columns)

    def record(self, kind, **data):
        events.record(
            f"payment.{kind}", f"payment:{self.pk}", shop_id=self.shop_id, number=self.number, **data
        )
