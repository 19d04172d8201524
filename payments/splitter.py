"""Carrying splits out: ask the provider outside any transaction, then record what it said.

Killed between the two, the split is still open; its lease runs out and the provider is asked again under the same
number, which divides once however often it is asked.
"""

import logging
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from giftshop import events
from giftshop.clock import db_now
from payments import ladders, ledger, providers
from payments.ledger import Posting, credit, debit
from payments.models import Refund, Split
from payments.providers.base import Refused, SplitState, Unknown

log = logging.getLogger(__name__)

State = Split.State
HELD_FOR = timedelta(days=30)  # how long WeChat keeps a trade's money, from its payment


def carry_out(pk):
    """Ask the provider about one open split and record the answer."""
    split = Split.objects.select_related("attempt", "of__attempt").get(pk=pk)
    if not split.is_open:
        return
    if split.waits:
        ladders.again(split, ladders.SPLIT_WAITS, "")
        return
    if split.has_gone_back:
        record(pk, SplitState.DONE)
        return
    try:
        answer = _ask(split)
    except Unknown:
        ladders.again(split, ladders.REFUND_UNKNOWN, "UNKNOWN")
    except Refused as refusal:
        if _is_freed(split):
            record(pk, SplitState.FAILED)
        else:
            _refused(split, refusal.code)
    else:
        record(pk, answer)


def record(pk, answer):
    """What the provider says of a split. Answers after the end change nothing."""
    known = Split.objects.select_related("payment").get(pk=pk)
    with transaction.atomic():
        payment = known.payment.relock()
        split = Split.objects.locked().get(pk=pk)
        if split.is_open:
            RECORDERS[answer](split, payment)


def _ask(split):
    provider = providers.get(split.attempt.provider)
    if split.of is not None:
        return provider.give_back(split.order)
    if split.state == State.SENT:
        answer = provider.split_query(split.order)
        if answer != SplitState.MISSING:
            return answer
    return provider.split(split.order)


def _is_freed(split):
    """The provider has set free by itself what it held: nothing is left to be divided."""
    return split.of is None and split.payment.provider_paid_at < db_now() - HELD_FOR


def _refused(split, code):
    """The provider said no and nothing happened. People must act, so they are told, once per reason."""
    if split.last_error != code:
        log.error("split %s is refused: %s", split, code)
        with transaction.atomic():
            _event("split.refused", split, split.payment, reason=code)
    ladders.again(split, ladders.REFUND_REFUSED, code)


def _processing(split, payment):
    split.state, split.last_error = State.SENT, ""
    split.next_try_at, split.asks = ladders.after(ladders.REFUND_SENT, split.asks), split.asks + 1
    split.save(update_fields=["state", "last_error", "next_try_at", "asks"])


def _done(split, payment):
    _end(split, State.DONE)
    if split.has_gone_back:
        _keep(split, payment)
    else:
        _book(split, payment, [])
    _event("split.done", split, payment)


def _keep(split, payment):
    """What was to be given back the merchant has already, and owes us so much less; or all of the refund that it was to
    pay for.
    """
    shop = f"shop:{payment.shop_id}"
    if split.merchant_fen:
        entries = [
            debit("merchant_payable", shop, split.merchant_fen),
            credit("merchant_receivable", shop, split.merchant_fen),
        ]
        ledger.post([Posting(f"split:{split.pk}", "split", entries)])
    else:
        refund = Refund.objects.filter(
            subject=split.subject, after_split=True, merchant_fen__lt=F("amount_fen")
        )
        refund.update(merchant_fen=F("amount_fen"))


def _failed(split, payment):
    """Of a split: nothing was taken, and everything that was held is the merchant's now, who owes us our part. Of
    giving back: the money is still the platform's, and the operator pays it.
    """
    log.error("split %s of %d fen failed", split, split.amount_fen)
    _end(split, State.FAILED)
    if split.of is None:
        _book(split, payment, [debit("merchant_receivable", f"shop:{payment.shop_id}", split.amount_fen)])
    _event("split.failed", split, payment)


def _missing(split, payment):
    """It does not know the number yet: the next look asks again."""


def _end(split, state):
    split.state, split.done_at, split.last_error = state, db_now(), ""
    split.save(update_fields=["state", "done_at", "last_error"])


def _book(split, payment, owed):
    """What the merchant has got is no longer at the provider in our name."""
    paid_out = [debit("merchant_payable", f"shop:{payment.shop_id}", split.merchant_fen), *owed]
    if total := sum(line.fen for line in paid_out):
        lines = [*paid_out, credit("provider_clearing", "", total)]
        ledger.post([Posting(f"split:{split.pk}", "split", lines)])


def _event(kind, split, payment, **data):
    data |= {"subject": split.subject, "amount_fen": split.amount_fen, "merchant_fen": split.merchant_fen}
    events.record_many(kind, [(f"split:{split.pk}", payment.shop_id, data)])


RECORDERS = {
    SplitState.PROCESSING: _processing,
    SplitState.DONE: _done,
    SplitState.FAILED: _failed,
    SplitState.MISSING: _missing,
}
