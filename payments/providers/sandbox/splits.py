"""What the platform takes out of a trade of the pretend bank. Its merchants keep their money in their pockets."""

from django.db import transaction
from django.db.models import Sum

from giftshop.money import share
from payments.providers.base import Refused
from payments.providers.sandbox.models import SandboxRefund, SandboxSplit, SandboxTrade

MOST_BPS = 3_000  # as WeChat: of what is left after refunds


def split(*, number, trade_number, amount_fen):
    """Take `amount_fen` for the platform, once per number. Raises Refused."""
    with transaction.atomic(durable=True):
        trade = _lock(trade_number)
        if _known(number, amount_fen):
            return
        given = trade.refunds.exclude(state=SandboxRefund.State.CLOSED).aggregate(
            fen=Sum("amount_fen", default=0)
        )
        taken = trade.splits.filter(of=None).aggregate(fen=Sum("amount_fen", default=0))
        if taken["fen"] + amount_fen > share(trade.amount_fen - given["fen"], MOST_BPS):
            raise Refused("RULE_LIMIT")
        SandboxSplit.objects.create(trade=trade, number=number, amount_fen=amount_fen)


def give_back(*, number, of, amount_fen):
    """Return a part of the split `of` to its merchant, once per number. Raises Refused."""
    with transaction.atomic(durable=True):
        whole = SandboxSplit.objects.select_for_update(no_key=True).filter(number=of).first()
        if whole is None:
            raise Refused("RESOURCE_NOT_EXISTS")
        if _known(number, amount_fen):
            return
        given = whole.returns.aggregate(fen=Sum("amount_fen", default=0))
        if given["fen"] + amount_fen > whole.amount_fen:
            raise Refused("INVALID_REQUEST")
        SandboxSplit.objects.create(trade=whole.trade, of=whole, number=number, amount_fen=amount_fen)


def is_known(number):
    return SandboxSplit.objects.filter(number=number).exists()


def _lock(number):
    trade = SandboxTrade.objects.select_for_update(no_key=True).filter(number=number).first()
    if trade is None or not trade.paid_at:
        raise Refused("ORDER_NOT_EXIST")
    return trade


def _known(number, amount_fen):
    known = SandboxSplit.objects.filter(number=number).first()
    if known and known.amount_fen != amount_fen:
        raise Refused("OTHER_PARAMETERS")
    return known is not None
