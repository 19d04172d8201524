"""A released order's money at the pretend bank: what the orders would ask for, and where it then is."""

from datetime import timedelta

from django.db.models import F

from giftshop import deadlines
from giftshop.clock import TransactionNow, db_now
from giftshop.models import Event
from payments import ledger, refunds, splits
from payments.ledger import Posting, credit, debit
from payments.models import Refund, SandboxTrade, Split
from payments.providers.sandbox.models import SandboxSplit
from payments.refunds import RefundRequest
from payments.splits import SplitRequest
from tests.payments.till import Till

FEE = 88


def release(payment, held_fen=0):
    """Divide the ¥88 of `payment`: ¥0.88 and what is held to the platform, the rest to the shop."""
    order, platform = Till.order(payment), FEE + held_fen
    merchant = ledger.balance("escrow", order) - platform
    entries = [
        debit("escrow", order, merchant + platform),
        credit("platform_fee", "", FEE),
        credit("platform_held", order, held_fen),
        credit("merchant_payable", shop(payment), merchant),
    ]
    ledger.post([Posting(f"{order}:release", "release", entries)])
    splits.request(
        [SplitRequest(payment_id=payment.pk, subject=order, amount_fen=platform, merchant_fen=merchant)]
    )
    return Split.objects.get(subject=order)


def shop(payment):
    return f"shop:{payment.shop_id}"


def balances(payment):
    """What the ledger says is at the provider, owed to the shop, and owed by it."""
    return (
        ledger.balance("provider_clearing"),
        ledger.balance("merchant_payable", shop(payment)),
        ledger.balance("merchant_receivable", shop(payment)),
    )


def let_go(payment, held_fen):
    """The dispute ends without a refund."""
    order = Till.order(payment)
    entries = [debit("platform_held", order, held_fen), credit("merchant_payable", shop(payment), held_fen)]
    ledger.post([Posting(f"{order}:held", "held", entries)])
    splits.give_back(order, amount_fen=held_fen, merchant_fen=held_fen)
    return Split.objects.get(subject=order, of__isnull=False)


def grant(payment, fen, held_fen=0):
    """After the release: `held_fen` of it the platform holds, the rest is the shop's."""
    order = Till.order(payment)
    if held_fen:
        splits.give_back(order, amount_fen=held_fen, merchant_fen=0)
    sources = ("platform_held", order, held_fen), ("merchant_receivable", shop(payment), fen - held_fen)
    refunds.request([RefundRequest(payment_id=payment.pk, subject=order, cause="late", sources=sources)])
    return Refund.objects.get(subject=order, cause="late")


def look(row):
    """Now, whenever the next look was due."""
    sweep = "payments.splits" if isinstance(row, Split) else "payments.refunds"
    type(row).objects.filter(pk=row.pk).update(next_try_at=db_now() - timedelta(days=1))
    deadlines.run(sweep)
    row.refresh_from_db()
    return row


def wait(row):
    """Seconds until the next look, from the transaction that set it."""
    until = type(row).objects.values_list(F("next_try_at") - TransactionNow(), flat=True)
    return round(until.get(pk=row.pk).total_seconds())


def is_divided(payment):
    """What the bank's books say of it: the platform's share, less what it returned."""
    made = SandboxSplit.objects.filter(trade=SandboxTrade.objects.get(number=payment.attempts.get().number))
    return [(split.number, split.amount_fen) for split in made.order_by("pk")]


def kinds():
    events = Event.objects.filter(subject__startswith="split:").order_by("pk")
    return list(events.values_list("kind", flat=True))
