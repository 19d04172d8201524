from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.fields import EncryptedTextField
from giftshop.clock import TransactionNow
from giftshop.codes import new_code
from giftshop.transitions import Transitions
from sharers.withdrawals.reasons import words_of


class State(models.TextChoices):
    REQUESTED = "requested", _("request received")  # the provider may or may not know its number
    SENT = "sent", _("with the payment service")
    AWAITING = "awaiting_confirmation", _("waits for confirmation")
    PAID = "paid", _("paid out")
    FAILED = "failed", _("failed")
    EXPIRED = "expired", _("not confirmed in time")


UNASKED = [State.REQUESTED, State.SENT]
OPEN = [*UNASKED, State.AWAITING]
RETURNED = [State.FAILED, State.EXPIRED]

TRANSITIONS = Transitions(
    send=({State.REQUESTED, State.SENT}, State.SENT),
    wait=({State.REQUESTED, State.SENT, State.AWAITING}, State.AWAITING),
    pay=({State.REQUESTED, State.SENT, State.AWAITING}, State.PAID),
    fail=({State.REQUESTED, State.SENT, State.AWAITING}, State.FAILED),
    expire=({State.REQUESTED, State.SENT, State.AWAITING}, State.EXPIRED),
)


class WithdrawalQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=OPEN)

    def locked(self):
        return self.select_for_update(no_key=True, of=("self",)).order_by("pk")

    def ask_again(self):
        """The provider is asked about those that are open at the next look; the rows."""
        rows = list(self.open().defer("name"))
        self.open().update(next_try_at=TransactionNow())
        return rows

    def due(self):
        return self.open().filter(next_try_at__lte=TransactionNow()).order_by("next_try_at")


class Withdrawal(models.Model):
    """Commission on its way to a person. Made by `requesting.request`, carried out by the sweep
    `sharers.withdrawals`.

    The money is out of sharer_payable from the request on, and back there once if it fails or expires. The provider
    knows it by `number`, which is good for ever: asked twice it pays once. What only the provider needs, the name
    and the ticket, is forgotten with the end.
    """

    State = State
    OPEN = OPEN

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="withdrawals", verbose_name=_("person")
    )
    number = models.CharField(_("number"), max_length=16, unique=True, default=new_code, editable=False)
    provider = models.CharField(_("provider"), max_length=20)
    openid = models.CharField(
        max_length=64, blank=True
    )  # who they are at the provider; '' once they have left
    amount_fen = models.BigIntegerField(_("amount, in fen"))
    name = EncryptedTextField(_("name"), blank=True)
    state = models.CharField(_("state"), max_length=21, choices=State, db_default=State.REQUESTED)
    ticket = models.CharField(max_length=1024, blank=True, db_default="")
    reason = models.CharField(_("the provider's reason"), max_length=60, blank=True, db_default="")
    requested_at = models.DateTimeField(_("requested"), db_default=TransactionNow())
    asked_at = models.DateTimeField(_("asked for"), null=True)
    confirm_until = models.DateTimeField(_("to be confirmed until"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    asks = models.PositiveIntegerField(_("times asked"), db_default=0)
    next_try_at = models.DateTimeField(_("next look"), db_default=TransactionNow())
    last_error = models.CharField(_("last error"), max_length=100, blank=True, db_default="")

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("withdrawal"), _("withdrawals")
        indexes = [
            # The sweep's: open rows only, in the order they fall due.
            models.Index(fields=["next_try_at"], name="withdrawal_due", condition=Q(state__in=OPEN)),
            # A person's list, newest first.
            models.Index(fields=["user", "-id"], name="withdrawal_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=Q(state__in=OPEN), name="withdrawal_one_open"),
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="withdrawal_amount_above_zero"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="withdrawal_state"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_at__isnull=True)
                | (~Q(state__in=OPEN) & Q(ended_at__isnull=False, ticket="")),
                name="withdrawal_ended_has_no_ticket",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.AWAITING) | (~Q(ticket="") & Q(confirm_until__isnull=False)),
                name="withdrawal_waits_with_ticket",
            ),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("sharers:withdrawal", args=[self.number])

    @property
    def subject(self):
        return f"withdrawal:{self.pk}"

    @property
    def is_open(self):
        return self.state in OPEN

    @property
    def is_waiting(self):
        return self.state == State.AWAITING

    @property
    def is_on_its_way(self):
        """The provider has not asked the person yet."""
        return self.state in UNASKED

    @property
    def is_returned(self):
        return self.state in RETURNED

    @property
    def why(self):
        """Why it failed, in words for the person."""
        return words_of(self.reason)

    def move(self, verb, **columns):
        """Write the state that `verb` leads to, with `columns`. The caller holds the row's lock."""
        columns["state"] = TRANSITIONS.check(verb, self.state)
        type(self).objects.filter(pk=self.pk).update(**columns)
        self.state = columns["state"]
