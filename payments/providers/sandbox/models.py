"""The pretend bank's own books. The shop does not read them; it asks."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from giftshop.clock import TransactionNow
from giftshop.codes import new_code


class SandboxTrade(models.Model):
    """Paid at `paid_at`; the bank says so from `told_at` on, or, where it is empty, once the shop has closed it."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        PAID = "paid", _("paid")
        CLOSED = "closed", _("closed")
        FAILED = "failed", _("failed")

    class Refunds(models.TextChoices):
        AT_ONCE = "at_once", _("paid back at once")
        SLOWLY = "slowly", _("paid back after 20 seconds")
        SILENTLY = "silently", _("paid back, but the first answer is lost")
        NOT_ENOUGH = "not_enough", _("refused: the shop has too little money here")
        ABNORMAL = "abnormal", _("undeliverable: the payer's card is gone")
        CLOSED = "closed", _("closed by the bank")

    number = models.CharField(max_length=32, unique=True)
    token = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    amount_fen = models.BigIntegerField()
    title = models.CharField(max_length=255)
    payee = models.CharField(max_length=60)
    return_url = models.CharField(max_length=500)
    notify_url = models.CharField(max_length=500)
    expires_at = models.DateTimeField()
    transaction_id = models.CharField(max_length=32, unique=True)
    paid_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    refunds_go = models.CharField(max_length=10, choices=Refunds, default=Refunds.AT_ONCE)

    class Meta:
        verbose_name, verbose_name_plural = _("sandbox trade"), _("sandbox trades")
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="sandbox_amount_above_zero")
        ]

    def __str__(self):
        return self.number


class SandboxRefund(models.Model):
    class State(models.TextChoices):
        PROCESSING = "processing", _("processing")
        SUCCESS = "success", _("paid back")
        ABNORMAL = "abnormal", _("undeliverable")
        CLOSED = "closed", _("closed")

    trade = models.ForeignKey(SandboxTrade, models.PROTECT, related_name="refunds")
    number = models.CharField(max_length=32, unique=True)
    amount_fen = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State)
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("sandbox refund"), _("sandbox refunds")

    def __str__(self):
        return self.number


class SandboxSplit(models.Model):
    """What the platform took out of a trade, or, with `of`, gave back to its merchant."""

    trade = models.ForeignKey(SandboxTrade, models.PROTECT, related_name="splits")
    of = models.ForeignKey("self", models.PROTECT, null=True, related_name="returns")
    number = models.CharField(max_length=32, unique=True)
    amount_fen = models.BigIntegerField()
    at = models.DateTimeField(db_default=TransactionNow())

    class Meta:
        verbose_name, verbose_name_plural = _("sandbox split"), _("sandbox splits")

    def __str__(self):
        return self.number


class SandboxTransfer(models.Model):
    """The platform's money for a person, who takes it within 24 hours or not; or their bank refuses it."""

    number = models.CharField(max_length=32, unique=True)
    openid = models.CharField(max_length=64)
    amount_fen = models.BigIntegerField()
    made_at = models.DateTimeField(db_default=TransactionNow())
    taken_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("sandbox transfer"), _("sandbox transfers")

    def __str__(self):
        return self.number


class SandboxNoticeQuerySet(models.QuerySet):
    def due(self):
        return self.filter(copies__gt=0, send_at__lte=TransactionNow()).order_by("send_at")


class SandboxNotice(models.Model):
    """The bank's outbox. `copies` are left to deliver; all copies have one id."""

    id_sent = models.CharField(max_length=32, unique=True, default=new_code)
    kind = models.CharField(max_length=40)
    url = models.CharField(max_length=500)
    body = models.JSONField()
    copies = models.PositiveSmallIntegerField(default=1)
    tries = models.PositiveSmallIntegerField(default=0)
    send_at = models.DateTimeField()

    objects = SandboxNoticeQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("sandbox notice"), _("sandbox notices")
        indexes = [models.Index(fields=["send_at"], name="sandbox_to_send", condition=Q(copies__gt=0))]

    def __str__(self):
        return self.id_sent
