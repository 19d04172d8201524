"""Providers' notices: verified, stored and committed first, processed second."""

import logging
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from giftshop.clock import TransactionNow, db_now
from payments import attempts, executor, ladders, providers
from payments.models import Notice
from payments.providers.base import REFUND_CHANGED, TRADE_PAID, Forged, RefundState

log = logging.getLogger(__name__)

MAX_AGE = 300  # seconds between a notice's signature and now, either way


def receive(provider_name, headers, body: bytes):
    """Verify and store a notice; its row, also when it came before.

    Raises providers.NotSetUp, Forged, Malformed.
    Committed when this returns, unless the caller holds a transaction.
    """
    notice = providers.get(provider_name).verify(headers, body)
    if abs(db_now().timestamp() - notice.signed_at) > MAX_AGE:
        raise Forged("too old")
    unique = {"provider": provider_name, "provider_id": notice.id}
    try:
        with transaction.atomic():
            return Notice.objects.create(**unique, kind=notice.kind, body=notice.body)
    except IntegrityError:
        return Notice.objects.get(**unique)


def process(pk):
    """Act on a stored notice, once, in one transaction. A failure is kept on the row, and the sweep tries again."""
    try:
        with transaction.atomic():
            # Whoever else has the row is doing this very thing.
            notice = Notice.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=pk).first()
            if notice is None or notice.processed_at:
                return
            PROCESSORS.get(notice.kind, _nothing)(notice.body)
            Notice.objects.filter(pk=pk).update(processed_at=TransactionNow(), error="")
    except Exception as error:
        log.exception("notice %d cannot be processed", pk)
        _later(pk, type(error).__name__)


def _later(pk, error):
    tries = Notice.objects.values_list("tries", flat=True).get(pk=pk)
    Notice.objects.filter(pk=pk, processed_at__isnull=True).update(
        tries=F("tries") + 1, next_try_at=ladders.after(ladders.NOTICE, tries), error=error[:100]
    )


def _trade_paid(body):
    attempts.settle(
        body["number"],
        transaction_id=body["transaction_id"],
        amount_fen=body["amount_fen"],
        paid_at=datetime.fromisoformat(body["paid_at"]),
    )


def _refund_changed(body):
    refund = executor.by_number(body["number"])
    executor.record(refund.pk, body["number"], RefundState(body["state"]))


def _nothing(body):
    pass


PROCESSORS = {TRADE_PAID: _trade_paid, REFUND_CHANGED: _refund_changed}
