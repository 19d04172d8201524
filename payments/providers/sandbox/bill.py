"""The pretend bank's own account of a day."""

from payments.providers.base import BillLine
from payments.providers.sandbox.models import SandboxRefund, SandboxSplit, SandboxTrade


def of(day):
    """Every line of `day`, by Beijing's calendar, which is the shop's own."""
    return [*_payments(day), *_refunds(day), *_splits(day)]


def _payments(day):
    for trade in SandboxTrade.objects.filter(paid_at__date=day).order_by("pk"):
        yield BillLine(
            kind="payment",
            number=trade.number,
            trade_number=trade.number,
            provider_number=trade.transaction_id,
            amount_fen=trade.amount_fen,
        )


def _refunds(day):
    done = SandboxRefund.objects.filter(done_at__date=day).exclude(
        state__in=[SandboxRefund.State.ABNORMAL, SandboxRefund.State.CLOSED]
    )
    for refund in done.select_related("trade").order_by("pk"):
        yield BillLine(
            kind="refund",
            number=refund.number,
            trade_number=refund.trade.number,
            provider_number=f"SR{refund.pk}",
            amount_fen=refund.amount_fen,
        )


def _splits(day):
    for split in (
        SandboxSplit.objects.filter(at__date=day, of=None, amount_fen__gt=0)
        .select_related("trade")
        .order_by("pk")
    ):
        yield BillLine(
            kind="split",
            number=split.number,
            trade_number=split.trade.transaction_id,
            provider_number=f"SS{split.pk}",
            amount_fen=split.amount_fen,
        )
