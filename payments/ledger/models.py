"""Double entry, kept balanced and append-only by PostgreSQL itself: see the triggers in migration 0002.

Nothing here is written through the ORM; `ledger.post` is the one way in.
"""

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from giftshop.clock import TransactionNow

DEBIT, CREDIT = "D", "C"
SIDES = [(DEBIT, _("debit")), (CREDIT, _("credit"))]


class Kind(models.TextChoices):
    PROVIDER_CLEARING = "provider_clearing", _("money at the provider")
    ESCROW = "escrow", _("held for an order")
    MERCHANT_PAYABLE = "merchant_payable", _("owed to a shop")
    MERCHANT_RECEIVABLE = "merchant_receivable", _("owed by a shop")
    PLATFORM_FEE = "platform_fee", _("platform fee")
    PLATFORM_HELD = "platform_held", _("held by the platform")
    SHARER_PAYABLE = "sharer_payable", _("owed to a sharer")
    SHARER_WITHDRAWAL = "sharer_withdrawal", _("on its way to a sharer")
    REFUND_PAYABLE = "refund_payable", _("on its way back to payers")
    SUSPENSE = "suspense", _("late money")
    PROVIDER_FEE = "provider_fee", _("provider's fee")


# What we own or spent grows by debits; everything else is owed to somebody and grows by credits.
DEBIT_KINDS = [Kind.PROVIDER_CLEARING, Kind.MERCHANT_RECEIVABLE, Kind.PROVIDER_FEE]

# Every payment touches these. They keep no running balance and are summed, so that nobody queues on their row.
HOT_KINDS = [Kind.PROVIDER_CLEARING, Kind.PLATFORM_FEE, Kind.REFUND_PAYABLE, Kind.PROVIDER_FEE]


class Account(models.Model):
    """`balance` in fen, on the normal side; None where the kind is hot. Only the entry trigger changes it."""

    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    owner_key = models.CharField(
        _("owner"), max_length=40, blank=True
    )  # '', 'order:42', 'shop:7', 'attempt:9', 'user:5'
    normal_side = models.CharField(_("normal side"), max_length=1, choices=SIDES)
    balance = models.BigIntegerField(_("balance, in fen"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("account"), _("accounts")
        constraints = [
            models.UniqueConstraint(fields=["kind", "owner_key"], name="account_once_per_owner"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="account_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=DEBIT_KINDS, normal_side=DEBIT)
                | (~Q(kind__in=DEBIT_KINDS) & Q(normal_side=CREDIT)),
                name="account_normal_side",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=HOT_KINDS, balance__isnull=True)
                | (~Q(kind__in=HOT_KINDS) & Q(balance__isnull=False)),
                name="account_hot_has_no_balance",
            ),
            models.CheckConstraint(condition=Q(balance__gte=0), name="account_not_overdrawn"),
        ]

    def __str__(self):
        return f"{self.kind} {self.owner_key}".strip()


class Journal(models.Model):
    """One thing that happened to money, once: `key` is unique. `total` is the fen of each side."""

    key = models.CharField(_("key"), max_length=80)
    kind = models.CharField(_("kind"), max_length=24)
    entry_count = models.PositiveSmallIntegerField(_("entries"))
    total = models.BigIntegerField(_("total, in fen"))
    reverses = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="reversed_by",
        verbose_name=_("reverses"),
        db_index=False,
    )
    at = models.DateTimeField(_("time"), db_default=TransactionNow())

    class Meta:
        verbose_name, verbose_name_plural = _("journal"), _("journals")
        # Rows come in by time, so a few pages tell which blocks hold a day: for statements.
        indexes = [BrinIndex(fields=["at"], name="journal_by_time", autosummarize=True)]
        constraints = [
            # Not `unique=True`, which would add a second index, for LIKE, to every journal that is written.
            models.UniqueConstraint(fields=["key"], name="journal_once"),
            models.UniqueConstraint(
                fields=["reverses"], condition=Q(reverses__isnull=False), name="journal_reversed_once"
            ),
            models.CheckConstraint(condition=Q(total__gt=0), name="journal_total_above_zero"),
            models.CheckConstraint(condition=Q(entry_count__gte=2), name="journal_has_two_sides"),
            models.CheckConstraint(
                condition=Q(reverses__isnull=True) | ~Q(reverses=F("id")), name="journal_reverses_another"
            ),
        ]

    def __str__(self):
        return self.key


class Entry(models.Model):
    journal = models.ForeignKey(Journal, models.PROTECT, related_name="entries", verbose_name=_("journal"))
    account = models.ForeignKey(
        Account, models.PROTECT, related_name="entries", verbose_name=_("account"), db_index=False
    )
    side = models.CharField(_("side"), max_length=1, choices=SIDES)
    amount = models.BigIntegerField(_("amount, in fen"))

    class Meta:
        verbose_name, verbose_name_plural = _("entry"), _("entries")
        indexes = [
            # Sums a hot account, and proves a running balance, without visiting the rows; tells what moved one lately.
            models.Index(fields=["account", "journal"], include=["side", "amount"], name="entry_of_account"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="entry_amount_above_zero"),
            models.CheckConstraint(condition=Q(side__in=[DEBIT, CREDIT]), name="entry_side"),
        ]

    def __str__(self):
        return f"{self.get_side_display()} {self.amount}"
