from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giftshop.clock import TransactionNow


class RefundQuerySet(models.QuerySet):
    def locked(self):
        return self.select_for_update(no_key=True, of=("self",)).order_by("pk")

    def owed(self):
        """Not yet with the payer: what refund_payable is made of."""
        return self.exclude(state__in=Refund.PAID)

    def due(self):
        return self.filter(state__in=Refund.OPEN, next_try_at__lte=TransactionNow()).order_by("next_try_at")


class Refund(models.Model):
    """Money on its way back. Made by `refunds.request`, carried out by the sweep `payments.refunds`.

    Each cause exists once per subject: asking twice refunds once. `tries` is the n of the number `R<id>-<n>`, up only
    after the provider closed the number before: a new number for a refund that may still happen would pay twice.
    With `after_split` it waits until the splits of its subject are over; all others go before the split.
    """

    class State(models.TextChoices):
        CREATED = "created", _("to be asked for")  # the provider may or may not know its number
        SENT = "sent", _("in the provider's hands")
        SUCCEEDED = "succeeded", _("paid back")
        ABNORMAL = "abnormal", _("could not be delivered")
        CLOSED = "closed", _("closed by the provider, goes out under a new number")
        PAID_OUT = "paid_out", _("paid out by hand")

    OPEN = [State.CREATED, State.SENT, State.CLOSED]
    PAID = [State.SUCCEEDED, State.PAID_OUT]

    payment = models.ForeignKey(
        "payments.Payment", models.PROTECT, related_name="refunds", verbose_name=_("payment")
    )
    attempt = models.ForeignKey(
        "payments.Attempt", models.PROTECT, related_name="refunds", verbose_name=_("attempt")
    )
    subject = models.CharField(_("subject"), max_length=40)  # 'order:42', or 'attempt:9' for late money
    cause = models.CharField(_("cause"), max_length=40)
    amount_fen = models.BigIntegerField(_("amount, in fen"))
    merchant_fen = models.BigIntegerField(_("out of the shop's own account, in fen"), db_default=0)
    after_split = models.BooleanField(_("of money that is divided"), db_default=False)
    state = models.CharField(_("state"), max_length=10, choices=State, db_default=State.CREATED)
    tries = models.PositiveSmallIntegerField(_("numbers used"), db_default=1)
    asks = models.PositiveIntegerField(_("times asked under this number"), db_default=0)
    next_try_at = models.DateTimeField(_("next look"), db_default=TransactionNow())
    asked_at = models.DateTimeField(_("last asked for"), null=True)
    last_error = models.CharField(_("last error"), max_length=100, blank=True, db_default="")
    created_at = models.DateTimeField(_("created"), db_default=TransactionNow())
    succeeded_at = models.DateTimeField(_("paid back"), null=True)
    billed_on = models.DateField(_("in the bill of"), null=True)
    paid_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("paid out by")
    )
    evidence = models.CharField(_("evidence"), max_length=500, blank=True, db_default="")

    objects = RefundQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("refund"), _("refunds")
        indexes = [
            # The refund sweep's: open rows only, in the order they fall due.
            models.Index(
                fields=["next_try_at"],
                name="refund_due",
                condition=Q(state__in=["created", "sent", "closed"]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["subject", "cause"], name="refund_once_per_cause"),
            models.CheckConstraint(
                condition=Q(state__in=["created", "sent", "succeeded", "abnormal", "closed", "paid_out"]),
                name="refund_state",
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="refund_amount_above_zero"),
            models.CheckConstraint(
                condition=Q(merchant_fen__gte=0, merchant_fen__lte=models.F("amount_fen")),
                name="refund_merchant_part",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["succeeded", "paid_out"], succeeded_at__isnull=False)
                | (~Q(state__in=["succeeded", "paid_out"]) & Q(succeeded_at__isnull=True)),
                name="refund_paid_has_time",
            ),
            models.CheckConstraint(
                condition=(Q(state="paid_out", paid_out_by__isnull=False) & ~Q(evidence=""))
                | (~Q(state="paid_out") & Q(paid_out_by__isnull=True, evidence="")),
                name="refund_by_hand_has_evidence",
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def number(self):
        """What the provider knows this refund by."""
        return f"R{self.pk}-{self.tries}"

    @property
    def is_open(self):
        return self.state in self.OPEN

    @property
    def is_late_money(self):
        """Money that never reached an order."""
        return self.subject.startswith("attempt:")
