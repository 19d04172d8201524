"""Carrying withdrawals out: ask the provider outside any transaction, then record what it said.

Killed between the two, the withdrawal is still open; its lease runs out and the provider is asked again under the same
number, which pays once however often it is asked.
"""

import logging

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext, override

from giftshop import events
from giftshop.clock import ClockTimestamp, db_now
from orders.models import SplitLine
from payments import ladders, ledger, providers
from payments.ledger import Posting, credit, debit
from payments.providers.base import Refused, Transfer, TransferOrder, TransferState, Unknown
from sharers.models import Withdrawal
from sharers.withdrawals.reasons import CURABLE, OVERDUE

log = logging.getLogger(__name__)

State = Withdrawal.State
UNKNOWN = "UNKNOWN"


def carry_out(pk):
    """Ask the provider about one open withdrawal and record the answer."""
    withdrawal = Withdrawal.objects.get(pk=pk)
    if not withdrawal.is_open:
        return
    try:
        answer = _ask(withdrawal)
    except Unknown:
        ladders.again(withdrawal, ladders.REFUND_UNKNOWN, UNKNOWN)
    except Refused as refusal:
        _wait_for_the_platform(withdrawal, refusal.code)
    else:
        record(pk, answer)


def record(pk, answer):
    """What the provider says of a withdrawal. Answers after the end change nothing."""
    with transaction.atomic():
        withdrawal = Withdrawal.objects.locked().get(pk=pk)
        if withdrawal.is_open:
            RECORDERS[answer.state](withdrawal, answer)
        elif withdrawal.is_returned and answer.state == TransferState.PAID:
            log.error("withdrawal %s is paid by the provider, and its money was given back here", withdrawal)


def _ask(withdrawal):
    provider = providers.get(withdrawal.provider)
    if withdrawal.is_waiting:
        answer = provider.transfer_query(withdrawal.number)
        if answer.state != TransferState.MISSING:
            return answer
    _begin(withdrawal)
    try:
        return provider.transfer(_order(withdrawal))
    except Refused as refusal:
        if refusal.code in CURABLE:
            raise
        return _refused_for_good(provider, withdrawal, refusal.code)


def _refused_for_good(provider, withdrawal, code):
    """The money comes back only where no earlier question of ours, whose answer was lost, had been heard."""
    known = provider.transfer_query(withdrawal.number)
    if known.state != TransferState.MISSING:
        return known
    return Transfer(TransferState.FAILED, reason=code)


def _begin(withdrawal):
    """The provider's time begins with the first question that it may have heard; ours is never longer."""
    unheard = Q(asked_at__isnull=True) | ~Q(last_error__in=["", UNKNOWN])
    Withdrawal.objects.filter(unheard, pk=withdrawal.pk).update(asked_at=ClockTimestamp())


def _order(withdrawal):
    with override(settings.LANGUAGE_CODE):
        remark = gettext("Commission for sharing")
    return TransferOrder(
        number=withdrawal.number,
        openid=withdrawal.openid,
        amount_fen=withdrawal.amount_fen,
        remark=remark,
        name=withdrawal.name,
    )


def _wait_for_the_platform(withdrawal, code):
    """Nothing happened, and nothing is wrong with the person. The operator is told, once per reason."""
    if withdrawal.last_error != code:
        log.error("withdrawal %s is refused: %s", withdrawal, code)
        _event("refused", withdrawal, reason=code)
    ladders.again(withdrawal, ladders.REFUND_REFUSED, code)


def _waiting(withdrawal, answer):
    """Without a ticket the provider has not got as far as asking the person."""
    later = {"next_try_at": ladders.after(ladders.TRANSFER_WAITS, withdrawal.asks), "last_error": ""}
    later["asks"] = withdrawal.asks + 1
    ticket = answer.ticket or withdrawal.ticket
    if not ticket:
        withdrawal.move("send", **later)
    elif withdrawal.is_waiting:
        withdrawal.move("wait", ticket=ticket, **later)
    else:
        until = withdrawal.asked_at + settings.WITHDRAWAL_WINDOW
        withdrawal.move("wait", ticket=ticket, confirm_until=until, **later)
        _event("waiting", withdrawal, until=until.isoformat())


def _paid(withdrawal, answer):
    _end(withdrawal, "pay")
    _book(withdrawal, "paid", credit("provider_clearing", "", withdrawal.amount_fen))
    _event("paid", withdrawal)


def _failed(withdrawal, answer):
    """Not taken in time, or something is in the way: the person has it back here, once."""
    verb = "expire" if _is_over(withdrawal) or answer.reason == OVERDUE else "fail"
    payee = SplitLine.payee_of(withdrawal.user)
    _end(withdrawal, verb, reason=answer.reason[:60])
    _book(withdrawal, "back", credit("sharer_payable", payee, withdrawal.amount_fen))
    _event(withdrawal.state, withdrawal, reason=answer.reason[:60])


def _is_over(withdrawal):
    """Also where the answer was lost, so that nobody could be told until when."""
    until = withdrawal.confirm_until or withdrawal.asked_at + settings.WITHDRAWAL_WINDOW
    return until <= db_now()


def _end(withdrawal, verb, **columns):
    withdrawal.move(verb, ended_at=ClockTimestamp(), ticket="", name="", last_error="", **columns)


def _book(withdrawal, what, to):
    payee, key = SplitLine.payee_of(withdrawal.user), f"{withdrawal.subject}:{what}"
    lines = [debit("sharer_withdrawal", payee, withdrawal.amount_fen), to]
    ledger.post([Posting(key, f"withdrawal_{what}", lines)])


def _event(what, withdrawal, **data):
    events.record(f"withdrawal.{what}", withdrawal.subject, amount_fen=withdrawal.amount_fen, **data)


RECORDERS = {
    TransferState.WAITING: _waiting,
    TransferState.PAID: _paid,
    TransferState.FAILED: _failed,
}
