"""Carrying refunds out: ask the provider outside any transaction, then record what it said.

Killed between the two, the refund is still open; its lease runs out and the provider is asked again under the same
number, which pays once however often it is asked.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from giftshop import events
from giftshop.clock import ClockTimestamp, TransactionNow, db_now
from payments import ladders, ledger, providers
from payments.ledger import Posting, credit, debit
from payments.models import Attempt, Refund, Split
from payments.ports import subject
from payments.providers.base import RefundOrder, RefundState, Refused, Unknown

log = logging.getLogger(__name__)

State = Refund.State
SPACING = timedelta(minutes=1)


def carry_out(pk):
    """Ask the provider about one open refund and record the answer."""
    refund = Refund.objects.select_related("attempt").get(pk=pk)
    if not refund.is_open:
        return
    if refund.state == State.CLOSED:
        refund = _renumber(refund)
    if refund.state == State.CREATED and not _turn(refund):
        return
    try:
        answer = _ask(refund)
    except Unknown:
        ladders.again(refund, ladders.REFUND_UNKNOWN, "UNKNOWN", tries=refund.tries)
    except Refused as refusal:
        _refused(refund, refusal.code)
    else:
        record(pk, refund.number, answer)


def record(pk, number, answer):
    """What the provider says of refund `number`. Old numbers and answers after the end change nothing."""
    refund = Refund.objects.select_related("payment").get(pk=pk)
    with transaction.atomic():
        subject().lock(refund.payment_id)
        payment = refund.payment.relock()
        refund = Refund.objects.locked().get(pk=pk)
        if refund.number == number and refund.state in ANSWERABLE:
            RECORDERS[answer](refund, payment)
        elif refund.state == State.PAID_OUT and answer == RefundState.SUCCESS:
            log.error("refund %s is paid twice: by the operator's hand, and now by the provider", refund)


def by_number(number):
    """The refund that has, or had, this number. Raises Refund.DoesNotExist."""
    pk, _, tries = number.removeprefix("R").partition("-")
    if not (pk.isdecimal() and tries.isdecimal() and len(pk) < 19):
        raise Refund.DoesNotExist(number)
    return Refund.objects.get(pk=int(pk))


def _renumber(refund):
    """The provider will never pay the old number. The new one is committed before it is used."""
    Refund.objects.filter(pk=refund.pk, state=State.CLOSED, tries=refund.tries).update(
        state=State.CREATED, tries=F("tries") + 1, asks=0
    )
    refund.refresh_from_db(fields=["state", "tries", "asks"])
    return refund


def _turn(refund):
    """Whether the refund may be asked for now; if so, that is committed, and the next one of its trade has to wait.

    WeChat takes refunds of one trade a minute apart. What is refunded of divided money comes after the split, and after
    what returns from it: before, it would be taken out of what is to be divided.
    """
    with transaction.atomic():
        attempt = Attempt.objects.locked().get(pk=refund.attempt_id)
        others = attempt.refunds.exclude(pk=refund.pk).filter(asked_at__gt=ClockTimestamp() - SPACING)
        splits = Split.objects.filter(subject=refund.subject, state__in=Split.OPEN)
        if others.exists() or (refund.after_split and splits.exists()):
            Refund.objects.filter(pk=refund.pk).update(next_try_at=TransactionNow() + SPACING)
            return False
        Refund.objects.filter(pk=refund.pk).update(asked_at=ClockTimestamp())
        return True


def _ask(refund):
    provider = providers.get(refund.attempt.provider)
    if refund.state == State.SENT:
        answer = provider.refund_query(refund.number, refund.attempt.merchant)
        if answer != RefundState.MISSING:
            return answer
    return provider.refund(
        RefundOrder(
            number=refund.number,
            trade_number=refund.attempt.number,
            merchant=refund.attempt.merchant,
            amount_fen=refund.amount_fen,
            total_fen=refund.attempt.received_fen,
            reason=refund.cause,
            notify_url=providers.notify_url(refund.attempt.provider),
        )
    )


def _refused(refund, code):
    """The provider said no and nothing happened. People must act, so they are told, once per reason."""
    if refund.last_error != code:
        log.error("refund %s is refused: %s", refund, code)
        with transaction.atomic():
            _event("refund.refused", refund, refund.payment, reason=code)
    ladders.again(refund, ladders.REFUND_REFUSED, code, tries=refund.tries)


def _processing(refund, payment):
    refund.state = State.SENT
    refund.next_try_at = ladders.after(ladders.REFUND_SENT, refund.asks)
    refund.asks, refund.last_error = refund.asks + 1, ""
    refund.save(update_fields=["state", "next_try_at", "asks", "last_error"])


def _success(refund, payment):
    refund.state, refund.succeeded_at, refund.last_error = State.SUCCEEDED, db_now(), ""
    refund.save(update_fields=["state", "succeeded_at", "last_error"])
    arrived(refund, payment)


def arrived(refund, payment):
    """The payer has the money: close the books on it and say so. The caller holds the locks.

    After the release the provider takes the merchant's part from the merchant's own account.
    """
    entries = [
        debit("refund_payable", "", refund.amount_fen),
        credit("provider_clearing", "", refund.amount_fen - refund.merchant_fen),
        credit("merchant_receivable", f"shop:{payment.shop_id}", refund.merchant_fen),
    ]
    ledger.post([Posting(f"refund:{refund.pk}:done", "refund_done", entries)])
    _event("refund.succeeded", refund, payment)
    if not refund.is_late_money:
        subject().refunded([refund])


def _abnormal(refund, payment):
    log.error("refund %s is abnormal: the operator has to pay it out by hand", refund)
    refund.state, refund.last_error = State.ABNORMAL, "ABNORMAL"
    refund.save(update_fields=["state", "last_error"])
    _event("refund.abnormal", refund, payment)


def _closed(refund, payment):
    log.warning("refund %s was closed by the provider; a new number follows", refund)
    refund.state, refund.last_error = State.CLOSED, "CLOSED"
    refund.next_try_at = ladders.after(ladders.REFUND_UNKNOWN, refund.tries - 1)
    refund.save(update_fields=["state", "last_error", "next_try_at"])
    _event("refund.closed", refund, payment)


def _missing(refund, payment):
    """It does not know the number yet: the next look asks for the refund again."""


def _event(kind, refund, payment, **data):
    """`subject` in the data is what was refunded, such as `order:42`."""
    data |= {"subject": refund.subject, "cause": refund.cause, "amount_fen": refund.amount_fen}
    events.record_many(kind, [(f"refund:{refund.pk}", payment.shop_id, data)])


# Abnormal is not the end: the provider may yet deliver after the payer or the operator did something.
ANSWERABLE = [State.CREATED, State.SENT, State.ABNORMAL]
RECORDERS = {
    RefundState.PROCESSING: _processing,
    RefundState.SUCCESS: _success,
    RefundState.ABNORMAL: _abnormal,
    RefundState.CLOSED: _closed,
    RefundState.MISSING: _missing,
}
