"""The pretend bank's own books beside the ledger."""

from payments.models import Refund, SandboxRefund, SandboxTrade, Split
from payments.providers.sandbox.models import SandboxSplit


def clearing(shop, numbers):
    """What the bank holds of the trades `numbers` in the shop's name, and what it did of which the shop has not heard,
    in fen: what the ledger's clearing should be.
    """
    held = sum(
        map(holds, SandboxTrade.objects.filter(number__in=numbers).prefetch_related("refunds", "splits"))
    )
    divided = set(SandboxSplit.objects.values_list("number", flat=True))
    given = set(SandboxRefund.objects.exclude(state="closed").values_list("number", flat=True))
    splits = list(Split.objects.filter(payment__shop=shop))
    returns = {split.subject: split for split in splits if split.of_id and not split.merchant_fen}
    unheard = sum(split.merchant_fen for split in splits if split.is_open and split.number in divided)
    for refund in Refund.objects.filter(payment__shop=shop):
        if refund.after_split:
            unheard += returned(refund, returns.get(refund.subject), divided)
        elif refund.state != "succeeded" and refund.number in given:
            unheard += refund.amount_fen
    return held + unheard


def holds(trade):
    """Everything that did not go back, until it is divided; then what the platform took and did not return."""
    splits = trade.splits.all()
    if splits:
        return sum(-split.amount_fen if split.of_id else split.amount_fen for split in splits)
    return trade.amount_fen - sum(r.amount_fen for r in trade.refunds.all() if r.state != "closed")


def returned(refund, split, divided):
    """The held part of `refund` is booked with it, and leaves the bank's platform with `split`, its return: before it,
    or never.
    """
    held = refund.amount_fen - refund.merchant_fen
    there, booked = split is not None and split.number not in divided, refund.state == "succeeded"
    return held * (not there) - held * booked
