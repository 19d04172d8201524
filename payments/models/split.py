from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giftshop.clock import TransactionNow
from payments.models.refund import Refund
from payments.providers.base import SplitOrder, SplitReturn


class SplitQuerySet(models.QuerySet):
    def locked(self):
        return self.select_for_update(no_key=True, of=("self",)).order_by("pk")

    def due(self):
        return self.filter(state__in=Split.OPEN, next_try_at__lte=TransactionNow()).order_by("next_try_at")


class Split(models.Model):
    """How a released order's money is divided at the provider. Made by `splits.request`, carried out by the sweep
    `payments.splits`.

    `amount_fen` goes to the platform, whatever else is held of the trade becomes the merchant's own: `merchant_fen` of
    what the ledger owes the shop. With `of`, a part of an earlier split goes back from the platform to the merchant.
    Once per subject either way; its number is good for ever.
    """

    class State(models.TextChoices):
        CREATED = "created", _("to be asked for")  # the provider may or may not know its number
        SENT = "sent", _("in the provider's hands")
        DONE = "done", _("divided")
        FAILED = "failed", _("could not be divided, the merchant has got everything")

    OPEN = [State.CREATED, State.SENT]

    payment = models.ForeignKey(
        "payments.Payment", models.PROTECT, related_name="splits", verbose_name=_("payment")
    )
    attempt = models.ForeignKey(
        "payments.Attempt", models.PROTECT, related_name="splits", verbose_name=_("attempt")
    )
    of = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="giving_back", verbose_name=_("of")
    )
    subject = models.CharField(_("subject"), max_length=40)  # 'order:42'
    amount_fen = models.BigIntegerField(_("to the platform, in fen"))
    merchant_fen = models.BigIntegerField(_("to the merchant, in fen"))
    state = models.CharField(_("state"), max_length=10, choices=State, db_default=State.CREATED)
    asks = models.PositiveIntegerField(_("times asked"), db_default=0)
    next_try_at = models.DateTimeField(_("next look"), db_default=TransactionNow())
    last_error = models.CharField(_("last error"), max_length=100, blank=True, db_default="")
    created_at = models.DateTimeField(_("created"), db_default=TransactionNow())
    done_at = models.DateTimeField(_("divided"), null=True)
    billed_on = models.DateField(_("in the bill of"), null=True)

    objects = SplitQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("split"), _("splits")
        indexes = [
            # The split sweep's: open rows only, in the order they fall due.
            models.Index(
                fields=["next_try_at"], name="split_due", condition=Q(state__in=["created", "sent"])
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["subject"], name="split_once", condition=Q(of__isnull=True)),
            models.CheckConstraint(
                condition=Q(state__in=["created", "sent", "done", "failed"]), name="split_state"
            ),
            models.CheckConstraint(
                condition=Q(amount_fen__gte=0, merchant_fen__gte=0), name="split_not_below_zero"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "failed"], done_at__isnull=False)
                | (~Q(state__in=["done", "failed"]) & Q(done_at__isnull=True)),
                name="split_done_has_time",
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def number(self):
        """What the provider knows it by."""
        return f"S{self.pk}"

    @property
    def is_open(self):
        return self.state in self.OPEN

    @property
    def waits(self):
        """Refunds of what was not divided yet come first, out of what is still held; giving back comes after what it is
        a part of.
        """
        if self.of is not None:
            return self.of.is_open
        before = Refund.objects.filter(attempt=self.attempt_id, after_split=False)
        return before.filter(state__in=Refund.OPEN).exists()

    @property
    def has_gone_back(self):
        """There is nothing to give back: of a split that failed the merchant has everything."""
        return self.of is not None and self.of.state == self.State.FAILED

    @property
    def order(self):
        """As a provider is asked."""
        if self.of is not None:
            return SplitReturn(number=self.number, split=self.of.order, amount_fen=self.amount_fen)
        return SplitOrder(
            number=self.number,
            trade_number=self.attempt.number,
            transaction_id=self.attempt.transaction_id,
            merchant=self.attempt.merchant,
            amount_fen=self.amount_fen,
        )
