from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giftshop.clock import TransactionNow
from payments import providers
from payments.providers.base import Door

DOORS = [(door.value, door.value) for door in Door]


class AttemptQuerySet(models.QuerySet):
    def locked(self):
        return self.select_for_update(no_key=True, of=("self",)).order_by("pk")

    def live(self):
        """Those the provider may still be asked about."""
        return self.filter(state__in=Attempt.LIVE)

    def to_poll(self):
        return self.live().filter(poll_after__lte=TransactionNow()).order_by("poll_after")


class Attempt(models.Model):
    """One try at paying, at one provider in one way. `number` is its out_trade_no and never used again.

    `merchant` is whose account at the provider it goes to; `door` and `ticket` are how the payer gets there.
    `amount_fen` was asked for, `received_fen` came. A succeeded attempt is the payment's `paid_attempt`, or late money.
    """

    class State(models.TextChoices):
        CREATED = "created", _("created")  # the provider may or may not know it
        OPEN = "open", _("open")
        SUCCEEDED = "succeeded", _("succeeded")
        CLOSED = "closed", _("closed")
        FAILED = "failed", _("failed")

    LIVE = [State.CREATED, State.OPEN]

    payment = models.ForeignKey(
        "payments.Payment", models.PROTECT, related_name="attempts", verbose_name=_("payment")
    )
    number = models.CharField(_("number"), max_length=32)
    provider = models.CharField(_("provider"), max_length=20)
    method = models.CharField(_("way of paying"), max_length=20)
    merchant = models.CharField(_("merchant's number"), max_length=32, blank=True, db_default="")
    door = models.CharField(max_length=4, blank=True, db_default="", choices=DOORS)
    ticket = models.CharField(max_length=1024, blank=True, db_default="")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.CREATED)
    amount_fen = models.BigIntegerField(_("asked for, in fen"))
    received_fen = models.BigIntegerField(_("received, in fen"), null=True)
    transaction_id = models.CharField(_("provider's number"), max_length=64, blank=True)
    provider_paid_at = models.DateTimeField(_("paid, says the provider"), null=True)
    billed_on = models.DateField(_("in the bill of"), null=True)
    poll_after = models.DateTimeField(_("next look"))
    polls = models.PositiveSmallIntegerField(_("looks"), default=0)
    created_at = models.DateTimeField(_("created"), db_default=TransactionNow())

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("attempt"), _("attempts")
        indexes = [
            # The poll sweep's: open rows only, in the order they fall due.
            models.Index(
                fields=["poll_after"], name="attempt_to_poll", condition=Q(state__in=["created", "open"])
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["number"], name="attempt_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=["created", "open", "succeeded", "closed", "failed"]),
                name="attempt_state",
            ),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="attempt_amount_above_zero"),
            models.CheckConstraint(
                condition=Q(
                    Q(received_fen__gt=0, provider_paid_at__isnull=False) & ~Q(transaction_id=""),
                    state="succeeded",
                )
                | (~Q(state="succeeded") & Q(received_fen__isnull=True)),
                name="attempt_succeeded_has_money",
            ),
            models.UniqueConstraint(
                fields=["payment", "provider", "method"],
                name="attempt_one_live_per_way",
                condition=Q(state__in=["created", "open"]),
            ),
            models.UniqueConstraint(
                fields=["provider", "transaction_id"],
                name="attempt_transaction_once",
                condition=~Q(transaction_id=""),
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def subject(self):
        """How the ledger names this attempt's late money."""
        return f"attempt:{self.pk}"

    @property
    def is_live(self):
        return self.state in self.LIVE

    def ask(self):
        """How the provider says the trade stands; not inside a transaction. Raises Unknown."""
        return providers.get(self.provider).query(self.number, self.merchant)
