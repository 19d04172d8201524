"""WeChat's account of a day: trades and refunds, and what was split. CSV in yuan, each value behind a backtick."""

import csv
from io import StringIO

from django.conf import settings

from giftshop.money import parse_yuan
from payments.providers.base import BillLine, Refused, Unknown
from payments.providers.wechat import client

ON_THEIR_WAY = {
    "SUCCESS",
    "PROCESSING",
}  # as it stood when the bill was made; a later one does not tell it again
NOTHING = {"NO_STATEMENT_EXIST", "NO_STATEMENT_EXISTS"}  # nothing happened on that day


def of(day):
    """Every line of `day`. Raises Unknown while WeChat is still making it (until 10:00 of the next day)."""
    lines = [line for row in _rows("trade_bill", day) for line in _of_trade(row)]
    if settings.WECHATPAY.is_partner:
        lines += [_of_split(row) for row in _rows("profitsharing_bill", day) if _is_ours(row)]
    return lines


def _rows(call, day):
    try:
        answer = client.ask(call, day.isoformat())
    except Refused as refusal:
        if refusal.code in NOTHING:
            return []
        raise Unknown(refusal.code) from refusal
    text = client.download(answer.get("download_url", ""), answer.get("hash_value", ""))
    head, *rows = csv.reader(StringIO(text))
    # Two lines of sums follow, the first of which is their head: the first value without a backtick.
    details = []
    for row in rows:
        if not row[0].startswith("`"):
            break
        details.append(
            {name.strip(): value.strip().removeprefix("`") for name, value in zip(head, row, strict=False)}
        )
    return details


def _of_trade(row):
    """A refund's line names its trade as well, whose own line stands in the bill of the day it was paid."""
    trade = {"trade_number": row["商户订单号"]}
    if row["交易状态"] == "SUCCESS":
        yield BillLine(
            kind="payment",
            number=row["商户订单号"],
            provider_number=row["微信订单号"],
            amount_fen=parse_yuan(row["订单金额"]),
            **trade,
        )
    elif row["交易状态"] == "REFUND" and row["退款状态"] in ON_THEIR_WAY:
        yield BillLine(
            kind="refund",
            number=row["商户退款单号"],
            provider_number=row["微信退款单号"],
            amount_fen=parse_yuan(row["申请退款金额"]),
            **trade,
        )


def _is_ours(row):
    """What the platform got: not what was unfrozen for the merchant, nor what went back."""
    return row["分账接收方"] == settings.WECHATPAY.mchid and row["业务类型"] == "分账"


def _of_split(row):
    return BillLine(
        kind="split",
        number=row["商户分账/回退单号"],
        trade_number=row["微信订单号"],
        provider_number=row["微信分账/回退单号"],
        amount_fen=parse_yuan(row["分账金额"]),
    )
