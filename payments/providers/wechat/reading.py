"""What WeChat's answers and notices say, in the shop's words. What does not fit raises Unknown: it is asked again."""

import re
from datetime import datetime

from payments.providers.base import RefundState, SplitState, Trade, TradeState, Unknown

TRADES = {
    "SUCCESS": TradeState.PAID,
    "REFUND": TradeState.PAID,  # paid, and something of it is on its way back
    "NOTPAY": TradeState.OPEN,
    "USERPAYING": TradeState.OPEN,
    "ACCEPT": TradeState.OPEN,
    "CLOSED": TradeState.CLOSED,
    "REVOKED": TradeState.CLOSED,
    "PAYERROR": TradeState.FAILED,
}
REFUNDS = {
    "PROCESSING": RefundState.PROCESSING,
    "SUCCESS": RefundState.SUCCESS,
    "ABNORMAL": RefundState.ABNORMAL,
    "CLOSED": RefundState.CLOSED,
}
RETURNS = {
    "PROCESSING": SplitState.PROCESSING,
    "SUCCESS": SplitState.DONE,
    "FAILED": SplitState.FAILED,
}
MOST = 10**12  # fen


def trade(answer, number):
    same(answer, "out_trade_no", number)
    state = word(answer, "trade_state", TRADES)
    if state != TradeState.PAID:
        return Trade(state=state)
    return Trade(
        state=state,
        transaction_id=text(answer, "transaction_id"),
        amount_fen=amount(answer, "total"),
        paid_at=_time(answer, "success_time"),
    )


def refund(answer, number):
    """Of an answer (`status`) or of a notice (`refund_status`)."""
    same(answer, "out_refund_no", number)
    return word(answer, "status" if "status" in answer else "refund_status", REFUNDS)


def split(answer, split):
    """FINISHED is not success: each receiver has a result of its own. Unfreezing alone has none but the merchant's."""
    same(answer, "out_order_no", split.number)
    if answer.get("state") != "FINISHED":
        return SplitState.PROCESSING
    results = {receiver.get("result") for receiver in answer.get("receivers", [])}
    if split.amount_fen and "CLOSED" in results:
        return SplitState.FAILED
    return SplitState.PROCESSING if "PENDING" in results else SplitState.DONE


def split_return(answer, order):
    same(answer, "out_return_no", order.number)
    return word(answer, "result", RETURNS)


def text(answer, name, longest=64):
    """Only what a column can hold and a log may show."""
    value = answer.get(name)
    if not isinstance(value, str) or not re.fullmatch(r"[!-~]+", value, re.ASCII) or len(value) > longest:
        raise Unknown(name)
    return value


def amount(answer, name):
    amounts = answer.get("amount")
    fen = amounts.get(name) if isinstance(amounts, dict) else None
    if type(fen) is not int or not 0 < fen < MOST or amounts.get("currency", "CNY") != "CNY":
        raise Unknown("amount")
    return fen


def same(answer, name, number):
    """An answer about another number is no answer."""
    if answer.get(name) != number:
        raise Unknown(name)


def word(answer, name, words):
    """What `words` makes of the answer's."""
    try:
        return words[answer.get(name)]
    except (KeyError, TypeError):
        raise Unknown(name) from None


def _time(answer, name):
    try:
        at = datetime.fromisoformat(answer.get(name))
    except (TypeError, ValueError):
        raise Unknown(name) from None
    if at.tzinfo is None:
        raise Unknown(name)
    return at
