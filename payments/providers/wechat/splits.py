"""Dividing a trade (分账) in service-provider mode: our part to our own merchant number, the rest set free."""

from functools import cache

from django.conf import settings

from payments.providers.base import Refused, SplitState, Unknown
from payments.providers.wechat import client, reading


def split(split):
    trade = _trade(split)
    if not split.amount_fen:
        answer = client.ask("profitsharing_unfreeze", description="解冻剩余资金", **trade)
        return reading.split(answer, split)
    _introduce(split.merchant)
    receiver = {
        "type": "MERCHANT_ID",
        "account": settings.WECHATPAY.mchid,
        "amount": split.amount_fen,
        "description": "平台服务费",
    }
    answer = client.ask("profitsharing_order", receivers=[receiver], unfreeze_unsplit=True, **trade)
    return reading.split(answer, split)


def query(split):
    try:
        return reading.split(client.ask("profitsharing_order_query", **_trade(split)), split)
    except Refused as refusal:
        if refusal.code in client.NEVER_HEARD:
            return SplitState.MISSING
        raise Unknown(refusal.code) from refusal


def give_back(order):
    answer = client.ask(
        "profitsharing_return",
        out_return_no=order.number,
        out_order_no=order.split.number,
        return_mchid=settings.WECHATPAY.mchid,
        amount=order.amount_fen,
        description="分账回退",
        sub_mchid=order.split.merchant,
    )
    return reading.split_return(answer, order)


def _trade(split):
    return {
        "transaction_id": split.transaction_id,
        "out_order_no": split.number,
        "sub_mchid": split.merchant,
    }


@cache
def _introduce(merchant):
    """WeChat splits only to whom the merchant has named; naming once more does nothing. Once a process is enough."""
    account = settings.WECHATPAY
    client.ask(
        "profitsharing_add_receiver",
        account_type="MERCHANT_ID",
        account=account.mchid,
        relation_type="HEADQUARTER",
        name=account.merchant_name,
        sub_mchid=merchant,
    )
