"""Refunds: accepted as PROCESSING, then SUCCESS, ABNORMAL or CLOSED.

The money comes out of what is frozen for the trade as long as that is not released, else out of what the merchant
has available, and comes back if the refund is closed.
"""

from . import ids, notices, trades
from .clock import DAY, MINUTE, rfc3339
from .fields import address, fen, number, part, text
from .refusal import Refusal, bad_parameter, invalid, missing, not_enough

YEAR = 365 * DAY
APART = MINUTE
MOST = 50
ENDS = {"SUCCESS": "退款成功", "ABNORMAL": "退款异常", "CLOSED": "退款关闭"}


def create(desk, request):
    """POST /v3/refund/domestic/refunds. The same number is refunded once."""
    said = request.body
    mchid = desk.merchant(text(said, "sub_mchid", 32, wanted=False))
    trade = paid_trade(desk, mchid, said)
    amount = fen(part(said, "amount"), "refund")
    if said["amount"].get("currency") != "CNY":
        raise bad_parameter("currency")
    words = f"{trade['transaction_id']} {amount} {fen(said['amount'], 'total')}"
    refund = find(desk, mchid, number(said, "out_refund_no", 64))
    if refund and refund["said"] != words:
        raise invalid("订单金额或退款金额与之前请求不一致，请核实后再试")
    if not refund:
        check_limits(desk, trade, amount, said["amount"]["total"])
        accept(desk, trade, amount, said, words)
        refund = find(desk, mchid, said["out_refund_no"])
    return 200, view(desk, trade, refund)


def paid_trade(desk, mchid, said):
    if "transaction_id" in said:
        trade = trades.find_paid(desk, mchid, text(said, "transaction_id", 32))
    else:
        trade = trades.find(desk, mchid, text(said, "out_trade_no", 32))
    if not trade or not trade["paid_at"]:
        raise missing("订单不存在或未支付")
    return trade


def check_limits(desk, trade, amount, total):
    now = desk.clock.now()
    count, last = desk.books.one(
        "SELECT COUNT(*), MAX(made_at) FROM refunds WHERE transaction_id = ?", trade["transaction_id"]
    )
    if total != trade["total"]:
        raise invalid("订单金额与原订单不一致")
    if given_back(desk, trade) + amount > trade["total"]:
        raise invalid("申请退款金额超过订单可退金额")
    if now > trade["paid_at"] + YEAR:
        raise Refusal(403, "TRADE_OVERDUE", "订单已经超过退款期限")
    if count >= MOST:
        raise invalid("部分退款次数超过限制")
    if last and now < last + APART:
        raise Refusal(429, "FREQUENCY_LIMITED", "同一笔订单的退款需间隔1分钟，请稍后原单重试")


def accept(desk, trade, amount, said, words):
    now = desk.clock.now()
    pot = trade["transaction_id"] if trade["splitting"] and not trade["released_at"] else ""
    if desk.books.in_pot(trade["mchid"], pot) < amount:
        raise not_enough("商户账户余额不足")
    refund = {
        "mchid": trade["mchid"],
        "out_refund_no": said["out_refund_no"],
        "refund_id": ids.digits("5030", 29),
        "transaction_id": trade["transaction_id"],
        "amount": amount,
        "reason": text(said, "reason", 80, wanted=False),
        "notify_url": address(said, "notify_url", wanted=False),
        "pot": pot,
        "said": words,
        "status": "PROCESSING",
        "outcome": next_outcome(desk),
        "made_at": now,
        "due_at": now + desk.books.setting("refund_seconds", 0),
    }
    desk.books.add("refunds", **refund)
    move(desk, refund, -amount, pot, now)
    desk.books.run("UPDATE trades SET state = 'REFUND' WHERE prepay_id = ?", trade["prepay_id"])


def next_outcome(desk):
    waiting = desk.books.setting("refund_outcomes", [])
    desk.books.set("refund_outcomes", waiting[1:])
    return waiting[0] if waiting else "SUCCESS"


def settle_due(desk, now):
    due = "SELECT * FROM refunds WHERE status = 'PROCESSING' AND due_at <= ? ORDER BY due_at"
    for refund in desk.books.all(due, now):
        settle(desk, refund, refund["outcome"], refund["due_at"])


def settle(desk, refund, status, at):
    """End a refund that is not ended, or one that is ABNORMAL, and tell the merchant."""
    if refund["status"] not in {"PROCESSING", "ABNORMAL"}:
        raise invalid("退款单已结束")
    sql = "UPDATE refunds SET status = ?, ended_at = ? WHERE refund_id = ?"
    desk.books.run(sql, status, at, refund["refund_id"])
    trade = trades.find_paid(desk, refund["mchid"], refund["transaction_id"])
    if status == "CLOSED":
        move(desk, refund, refund["amount"], "" if trade["released_at"] else refund["pot"], at)
        if not given_back(desk, trade):
            desk.books.run("UPDATE trades SET state = 'SUCCESS' WHERE prepay_id = ?", trade["prepay_id"])
    if refund["notify_url"]:
        told = resource(desk, trade, find(desk, refund["mchid"], refund["out_refund_no"]))
        notices.add(desk, refund["notify_url"], f"REFUND.{status}", "refund", told, summary=ENDS[status])


def move(desk, refund, amount, pot, at):
    desk.books.move(
        at=at,
        mchid=refund["mchid"],
        pot=pot,
        amount=amount,
        name="退款" if amount < 0 else "退款关闭",
        no=refund["refund_id"],
        voucher=refund["out_refund_no"],
    )


def given_back(desk, trade):
    """The refunds of a trade that are not closed, in fen."""
    sql = "SELECT SUM(amount) FROM refunds WHERE transaction_id = ? AND status != 'CLOSED'"
    return desk.books.amount(sql, trade["transaction_id"])


def find(desk, mchid, out_refund_no):
    return desk.books.one("SELECT * FROM refunds WHERE mchid = ? AND out_refund_no = ?", mchid, out_refund_no)


def query(desk, request):
    mchid = desk.merchant(request.query.get("sub_mchid"))
    refund = find(desk, mchid, request.named["out_refund_no"])
    if not refund:
        raise missing("退款单不存在")
    return 200, view(desk, trades.find_paid(desk, mchid, refund["transaction_id"]), refund)


def common(trade, refund):
    told = {name: refund[name] for name in ("refund_id", "out_refund_no", "transaction_id")}
    told |= {"out_trade_no": trade["out_trade_no"], "user_received_account": "支付用户零钱"}
    return told | ({"success_time": rfc3339(refund["ended_at"])} if refund["status"] == "SUCCESS" else {})


def view(desk, trade, refund):
    amounts = dict.fromkeys(("total", "payer_total", "settlement_total"), trade["total"])
    amounts |= dict.fromkeys(("refund", "payer_refund", "settlement_refund"), refund["amount"])
    return common(trade, refund) | {
        "channel": "ORIGINAL",
        "create_time": rfc3339(refund["made_at"]),
        "status": refund["status"],
        "funds_account": "UNSETTLED" if refund["pot"] else "AVAILABLE",
        "amount": amounts | {"discount_refund": 0, "refund_fee": 0, "currency": "CNY"},
    }


def resource(desk, trade, refund):
    """What a notice carries: fewer things than an answer, under other names."""
    amounts = dict.fromkeys(("total", "payer_total"), trade["total"])
    amounts |= dict.fromkeys(("refund", "payer_refund"), refund["amount"])
    told = trades.names(desk, trade) | common(trade, refund)
    return told | {"refund_status": refund["status"], "amount": amounts}
