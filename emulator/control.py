"""What a test or a developer does to the emulator. JSON, not signed, and only from this machine."""

from . import cashier, faults, notices, oddities, refunds, trades, transfers
from .fields import fen, part, text
from .messages import as_json
from .refusal import Refusal, bad_parameter, invalid

DUMPED = [
    "trades",
    "refunds",
    "receivers",
    "splits",
    "shares",
    "returns",
    "transfers",
    "moves",
    "notices",
    "requests",
]


def pay(desk, said):
    """{out_trade_no | prepay_id | code_url, openid?}: the payer pays; the trade."""
    return trades.view(desk, trades.pay(desk, trade(desk, said), said.get("openid")))


def trade(desk, said):
    if "prepay_id" in said:
        found = cashier.by_prepay_id(desk, said["prepay_id"])
    elif "code_url" in said:
        found = cashier.by_code_url(desk, said["code_url"])
    else:
        found = desk.books.one("SELECT * FROM trades WHERE out_trade_no = ?", text(said, "out_trade_no", 32))
    if not found:
        raise Refusal(404, "ORDER_NOT_EXIST", "订单不存在")
    return found


def clock(desk, said):
    """{advance: seconds}: what fell due meanwhile is done; {now, ahead}."""
    seconds = said.get("advance", 0)
    if type(seconds) not in {int, float} or seconds < 0:
        raise bad_parameter("advance")
    desk.clock.advance(seconds)
    desk.look()
    return {"now": desk.clock.now(), "ahead": desk.clock.ahead}


def books(desk, said):
    """Everything: each table's rows, and for each merchant (or person) `available` and `frozen` in fen."""
    dump = {table: [dict(row) for row in desk.books.all(f"SELECT * FROM {table}")] for table in DUMPED}  # noqa: S608
    sql = """SELECT mchid, SUM(CASE pot WHEN '' THEN amount ELSE 0 END) AS available,
                    SUM(CASE pot WHEN '' THEN 0 ELSE amount END) AS frozen FROM moves GROUP BY mchid"""
    pots = {
        row["mchid"]: {"available": row["available"], "frozen": row["frozen"]} for row in desk.books.all(sql)
    }
    return dump | {"now": desk.clock.now(), "balances": pots}


def order_fault(desk, said):
    """{operation, kind, count?, seconds?}"""
    how = {name: said[name] for name in ("count", "seconds") if name in said}
    faults.order(desk, said.get("operation"), said.get("kind"), **how)
    return {}


def notice_mode(desk, said):
    """{mode, seconds?}: how notices travel from now on."""
    if said.get("mode") not in notices.MODES:
        raise invalid(f"mode: {', '.join(sorted(notices.MODES))}")
    desk.books.set("notice_mode", said["mode"])
    desk.books.set("notice_seconds", said.get("seconds", 0))
    return {}


def deliver(desk, said):
    """Send what is due; {sent}."""
    desk.look()
    return {"sent": notices.deliver_due(desk)}


def send(desk, said):
    """{how, id?}: one notice in a special way; {status} of the answer, null if there was none."""
    return {"status": oddities.send(desk, said.get("how"), said.get("id"))}


def decide_refunds(desk, said):
    """{status, out_refund_no}: end this refund so; {status}: the next one; {seconds}: how long each takes."""
    if "seconds" in said:
        desk.books.set("refund_seconds", said["seconds"])
    if "status" not in said:
        return {}
    if said["status"] not in refunds.ENDS:
        raise bad_parameter("status")
    if "out_refund_no" not in said:
        waiting = desk.books.setting("refund_outcomes", [])
        desk.books.set("refund_outcomes", [*waiting, said["status"]])
        return {}
    refund = desk.books.one("SELECT * FROM refunds WHERE out_refund_no = ?", said["out_refund_no"])
    if not refund:
        raise Refusal(404, "RESOURCE_NOT_EXISTS", "退款单不存在")
    refunds.settle(desk, refund, said["status"], desk.clock.now())
    return {}


def fail_splits(desk, said):
    """{fail_reason, count?}: so many of the next receivers get nothing."""
    failing = desk.books.setting("split_failures", [])
    desk.books.set("split_failures", failing + [text(said, "fail_reason", 64)] * said.get("count", 1))
    return {}


def balance(desk, said):
    """{mchid, fen}: what the merchant has available from now on."""
    mchid = text(said, "mchid", 32)
    change = fen(said, "fen", least=0) - desk.books.in_pot(mchid)
    desk.books.move(at=desk.clock.now(), mchid=mchid, amount=change, name="充值", no="", voucher="")
    return {}


def confirm_transfer(desk, said):
    """{out_bill_no}: the person takes the money."""
    transfer = transfers.find(desk, text(said, "out_bill_no", 32))
    if not transfer:
        raise Refusal(404, "NOT_FOUND", "记录不存在")
    transfers.confirm(desk, transfer)
    return {}


def add_merchant(desk, said):
    """{mchid}: a sub-merchant of the platform."""
    desk.know(text(said, "mchid", 32))
    return {}


def openid(desk, said):
    """{openid}: who logs in from now on."""
    desk.books.set("openid", text(said, "openid", 128))
    return {}


def reset(desk, said):
    desk.reset()
    return {}


VERBS = {
    "pay": pay,
    "clock": clock,
    "books": books,
    "faults": order_fault,
    "notices": notice_mode,
    "notices/deliver": deliver,
    "notices/send": send,
    "refunds": decide_refunds,
    "splits": fail_splits,
    "balance": balance,
    "transfers": confirm_transfer,
    "merchants": add_merchant,
    "openid": openid,
    "reset": reset,
}
OUTSIDE = {
    "notices/deliver",
    "notices/send",
}  # the merchant may ask something while a notice is being answered


def answer(desk, name, said):
    verb = VERBS.get(name)
    if not verb:
        raise Refusal(404, "NOT_FOUND", f"/control/: {', '.join(VERBS)}")
    if name in OUTSIDE:
        return as_json(200, verb(desk, said))
    with desk.books.deciding():
        return as_json(200, verb(desk, part({"said": said}, "said")))
