"""What the pretend bank does. Every verb commits by itself: no caller's transaction can wait for it or take it back."""

import secrets
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Sum

from giftshop import deadlines
from giftshop.clock import db_now
from giftshop.codes import new_code
from payments.providers.base import NOT_ENOUGH, REFUND_CHANGED, TRADE_PAID, Refused, Unknown
from payments.providers.sandbox.models import SandboxNotice, SandboxRefund, SandboxTrade

SLOW_REFUND = timedelta(seconds=20)
AFTER_CLOSING = timedelta(seconds=5)

Refunds = SandboxTrade.Refunds
UNHAPPY = {Refunds.ABNORMAL: SandboxRefund.State.ABNORMAL, Refunds.CLOSED: SandboxRefund.State.CLOSED}


def open_trade(*, number, amount_fen, title, payee, return_url, notify_url, expires_at):
    """The trade `number`, new or known. Raises Refused for a known number with another amount, or one that is over."""
    try:
        with transaction.atomic(durable=True):
            return SandboxTrade.objects.create(
                number=number,
                token=secrets.token_urlsafe(24),
                transaction_id=f"S{new_code(20)}",
                amount_fen=amount_fen,
                title=title[:255],
                payee=payee,
                return_url=return_url,
                notify_url=notify_url,
                expires_at=expires_at,
            )
    except IntegrityError:
        trade = SandboxTrade.objects.get(number=number)
    if trade.amount_fen != amount_fen:
        raise Refused("OTHER_PARAMETERS")
    if trade.state != SandboxTrade.State.OPEN:
        raise Refused(f"ORDER_{trade.state.upper()}")
    return trade


def pay(number, *, told_after=timedelta(0), only_after_closing=False, copies=1, refunds_go=Refunds.AT_ONCE):
    """The payer pays now; whether they still could. The shop is told after `told_after`, or only after closing."""
    with transaction.atomic(durable=True):
        trade = _lock(number)
        now = db_now()
        if trade.paid_at or trade.state != SandboxTrade.State.OPEN or trade.expires_at <= now:
            return False
        trade.paid_at, trade.refunds_go = now, refunds_go
        if not only_after_closing:
            trade.state, trade.told_at = SandboxTrade.State.PAID, now + told_after
            _tell_paid(trade, copies)
        trade.save()
        return True


def fail(number):
    """The payer's bank says no, for good; whether the trade was still open."""
    with transaction.atomic(durable=True):
        trade = _lock(number)
        if trade.paid_at or trade.state != SandboxTrade.State.OPEN:
            return False
        SandboxTrade.objects.filter(pk=trade.pk).update(state=SandboxTrade.State.FAILED)
        return True


def look(number):
    """The trade as the bank tells it, or None: money that is not told of yet does not show."""
    trade = SandboxTrade.objects.filter(number=number).first()
    if trade and trade.state == SandboxTrade.State.PAID and trade.told_at > db_now():
        trade.state = SandboxTrade.State.OPEN
    return trade


def close(number):
    """Close the trade unless it is known to be paid; the trade afterwards, or None. Hidden money comes out later."""
    with transaction.atomic(durable=True):
        trade = SandboxTrade.objects.select_for_update(no_key=True).filter(number=number).first()
        if trade is None or trade.state in {SandboxTrade.State.CLOSED, SandboxTrade.State.FAILED}:
            return trade
        now = db_now()
        if trade.state == SandboxTrade.State.PAID and trade.told_at <= now:
            return trade
        trade.state = SandboxTrade.State.CLOSED
        if trade.paid_at and not trade.told_at:
            trade.told_at = now + AFTER_CLOSING
            _tell_paid(trade, copies=1)
        trade.save()
        return trade


def refund(*, number, trade_number, amount_fen):
    """The state of refund `number`, new or known. Raises Refused, and Unknown where the answer gets lost."""
    with transaction.atomic(durable=True):
        trade = _lock(trade_number, refusal="ORDER_NOT_EXIST")
        known = trade.refunds.filter(number=number).first()
        if known:
            if known.amount_fen != amount_fen:
                raise Refused("OTHER_PARAMETERS")
            return _told(known)
        _refuse_refund(trade, amount_fen)
        made = _new_refund(trade, number, amount_fen)
    if trade.refunds_go == Refunds.SILENTLY:
        raise Unknown("the answer was lost")
    return made.state


def look_at_refund(number):
    """The state of refund `number`, or None."""
    refund = SandboxRefund.objects.filter(number=number).first()
    return refund and _told(refund)


def _lock(number, refusal=None):
    trade = SandboxTrade.objects.select_for_update(no_key=True).filter(number=number).first()
    if trade is None:
        raise Refused(refusal or "ORDER_NOT_EXIST")
    return trade


def _refuse_refund(trade, amount_fen):
    given = trade.refunds.exclude(state=SandboxRefund.State.CLOSED).aggregate(
        fen=Sum("amount_fen", default=0)
    )
    if not trade.paid_at or given["fen"] + amount_fen > trade.amount_fen:
        raise Refused("INVALID_REQUEST")
    if trade.refunds_go == Refunds.NOT_ENOUGH:
        raise Refused(NOT_ENOUGH)


def _new_refund(trade, number, amount_fen):
    now = db_now()
    state, done_at = UNHAPPY.get(trade.refunds_go, SandboxRefund.State.SUCCESS), now
    if trade.refunds_go == Refunds.SLOWLY:
        state, done_at = SandboxRefund.State.PROCESSING, now + SLOW_REFUND
    made = SandboxRefund.objects.create(
        trade=trade, number=number, amount_fen=amount_fen, state=state, done_at=done_at
    )
    final = SandboxRefund.State.SUCCESS if state == SandboxRefund.State.PROCESSING else state
    _tell(trade, REFUND_CHANGED, {"number": number, "state": final}, done_at)
    return made


def _told(refund):
    if refund.state == SandboxRefund.State.PROCESSING and refund.done_at <= db_now():
        return SandboxRefund.State.SUCCESS
    return refund.state


def _tell_paid(trade, copies):
    body = {
        "number": trade.number,
        "transaction_id": trade.transaction_id,
        "amount_fen": trade.amount_fen,
        "paid_at": trade.paid_at.isoformat(),
    }
    _tell(trade, TRADE_PAID, body, trade.told_at, copies)


def _tell(trade, kind, body, at, copies=1):
    SandboxNotice.objects.create(kind=kind, url=trade.notify_url, body=body, send_at=at, copies=copies)
    transaction.on_commit(lambda: deadlines.nudge("payments.sandbox"), robust=True)
