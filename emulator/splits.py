"""Profit sharing: what is frozen for a trade goes to receivers, and the rest to the merchant.

An order is PROCESSING until the next look and then FINISHED, which says nothing about its receivers: each has a
result of its own. What a receiver does not get stays frozen, unless this order was to release the rest.
"""

from . import ids, receivers, refunds, shares, trades
from .clock import DAY, MINUTE
from .fields import number, same_words, text
from .refusal import Refusal, bad_parameter, invalid, missing, not_enough

WAIT = MINUTE
FROZEN = 30 * DAY
MOST_ORDERS = 50
PERCENT = 30


def create(desk, request):
    """POST /v3/profitsharing/orders"""
    said = request.body
    if type(said.get("unfreeze_unsplit")) is not bool:
        raise bad_parameter("unfreeze_unsplit")
    return 200, once(desk, said, shares.wanted(said), unfreeze=said["unfreeze_unsplit"])


def unfreeze(desk, request):
    """POST /v3/profitsharing/orders/unfreeze. With the number of an earlier order nothing is released, as there."""
    text(request.body, "description", 80)
    return 200, once(desk, request.body, [], unfreeze=True)


def once(desk, said, wanted, *, unfreeze):
    mchid = desk.merchant(text(said, "sub_mchid", 32, wanted=False))
    out_order_no = number(said, "out_order_no", 64)
    split = find(desk, mchid, out_order_no)
    if split and wanted and split["said"] != told_words(said, wanted):
        raise invalid("分账接收方与原请求不一致")
    if not split:
        trade = splittable(desk, mchid, text(said, "transaction_id", 32))
        check(desk, trade, wanted)
        accept(desk, trade, out_order_no, told_words(said, wanted), wanted, unfreeze=unfreeze)
        split = find(desk, mchid, out_order_no)
    return view(desk, split)


def told_words(said, wanted):
    """What must be the same when a number is used again; a name is encrypted differently each time."""
    return same_words([said.get("transaction_id"), said.get("unfreeze_unsplit", True), wanted])


def splittable(desk, mchid, transaction_id):
    trade = trades.find_paid(desk, mchid, transaction_id)
    if not trade:
        raise invalid("微信支付订单号不存在")
    if not trade["splitting"]:
        raise invalid("非分账订单不支持分账")
    if desk.clock.now() < trade["paid_at"] + WAIT:
        raise invalid("订单处理中，暂时无法分账，请稍后再试")
    if trade["released_at"]:
        raise invalid("订单已完结分账，不支持分账")
    return trade


def check(desk, trade, wanted):
    sql = "SELECT COUNT(*) FROM splits WHERE transaction_id = ?"
    if wanted and desk.books.amount(sql, trade["transaction_id"]) >= MOST_ORDERS:
        raise Refusal(403, "RULE_LIMIT", "超过单笔订单最大分账次数")
    for one in wanted:
        if not receivers.known(desk, trade["mchid"], one["type"], one["account"]):
            raise invalid("分账接收方关系不存在，请先添加分账接收方")
    asked = sum(one["amount"] for one in wanted)
    if asked > desk.books.in_pot(trade["mchid"], trade["transaction_id"]):
        raise not_enough("分账金额不足")
    kept = trade["total"] - refunds.given_back(desk, trade)
    if wanted and shares.so_far(desk, trade) + asked > kept * PERCENT // 100:
        raise Refusal(403, "RULE_LIMIT", "分账金额超出最大分账比例")


def accept(desk, trade, out_order_no, words, wanted, *, unfreeze):
    now = desk.clock.now()
    order_id = ids.digits("3000", 29)
    desk.books.add(
        "splits",
        mchid=trade["mchid"],
        out_order_no=out_order_no,
        order_id=order_id,
        transaction_id=trade["transaction_id"],
        unfreeze=unfreeze,
        said=words,
        state="PROCESSING",
        made_at=now,
    )
    for one in wanted:
        desk.books.add("shares", detail_id=ids.digits("3601", 29), order_id=order_id, result="PENDING", **one)
        move(desk, trade, -one["amount"], trade["transaction_id"], now, "分账", order_id, out_order_no)


def settle_due(desk, now):
    for split in desk.books.all("SELECT * FROM splits WHERE state = 'PROCESSING' ORDER BY made_at"):
        trade = trades.find_paid(desk, split["mchid"], split["transaction_id"])
        for one in shares.of(desk, split):
            shares.settle(desk, split, one, now)
        if split["unfreeze"]:
            release(desk, trade, now, split["order_id"], split["out_order_no"])
        sql = "UPDATE splits SET state = 'FINISHED', ended_at = ? WHERE order_id = ?"
        desk.books.run(sql, now, split["order_id"])


def release_due(desk, now):
    sql = "SELECT * FROM trades WHERE splitting AND released_at IS NULL AND paid_at <= ?"
    for trade in desk.books.all(sql, now - FROZEN):
        release(desk, trade, trade["paid_at"] + FROZEN, trade["transaction_id"], trade["out_trade_no"])


def release(desk, trade, at, no, voucher):
    """What is left frozen becomes the merchant's, once."""
    sql = "UPDATE trades SET released_at = ? WHERE transaction_id = ? AND released_at IS NULL"
    rest = desk.books.in_pot(trade["mchid"], trade["transaction_id"])
    if desk.books.run(sql, at, trade["transaction_id"]) and rest:
        move(desk, trade, -rest, trade["transaction_id"], at, "解冻", no, voucher)
        move(desk, trade, rest, "", at, "解冻", no, voucher)


def move(desk, trade, amount, pot, at, name, no, voucher):
    desk.books.move(at=at, mchid=trade["mchid"], pot=pot, amount=amount, name=name, no=no, voucher=voucher)


def find(desk, mchid, out_order_no):
    return desk.books.one("SELECT * FROM splits WHERE mchid = ? AND out_order_no = ?", mchid, out_order_no)


def query(desk, request):
    """GET /v3/profitsharing/orders/{out_order_no}?transaction_id="""
    split = find(desk, desk.merchant(request.query.get("sub_mchid")), request.named["out_order_no"])
    if not split or split["transaction_id"] != request.query.get("transaction_id"):
        raise missing("记录不存在")
    return 200, view(desk, split)


def amounts(desk, request):
    """GET /v3/profitsharing/transactions/{transaction_id}/amounts: what can still be split, in fen."""
    sql = "SELECT * FROM trades WHERE transaction_id = ? AND splitting"
    trade = desk.books.one(sql, request.named["transaction_id"])
    if not trade:
        raise missing("记录不存在")
    rest = desk.books.in_pot(trade["mchid"], trade["transaction_id"])
    return 200, {"transaction_id": trade["transaction_id"], "unsplit_amount": rest}


def view(desk, split):
    told = {} if split["mchid"] == desk.keys.mchid else {"sub_mchid": split["mchid"]}
    told |= {name: split[name] for name in ("transaction_id", "out_order_no", "order_id", "state")}
    return told | {"receivers": [shares.view(split, one) for one in shares.of(desk, split)]}
