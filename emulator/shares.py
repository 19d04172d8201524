"""The shares into which an order of profit sharing splits a trade's money, each with a result of its own."""

from .clock import rfc3339
from .fields import fen, part, text
from .refusal import bad_parameter

MOST = 50
TOLD = ("type", "account", "amount", "description", "result", "fail_reason", "detail_id")


def wanted(said):
    asked = said.get("receivers")
    if not isinstance(asked, list) or not 0 < len(asked) <= MOST:
        raise bad_parameter("receivers", f"需要1至{MOST}个分账接收方")
    shares = [share(part({"receivers": one}, "receivers")) for one in asked]
    if len({(one["type"], one["account"]) for one in shares}) < len(shares):
        raise bad_parameter("receivers", "单次不能向同一接收方分多笔")
    return shares


def share(said):
    return {
        "type": text(said, "type", 32),
        "account": text(said, "account", 64),
        "amount": fen(said, "amount"),
        "description": text(said, "description", 80),
    }


def so_far(desk, trade):
    """What was split of a trade and is not known to have failed, in fen."""
    sql = """SELECT SUM(amount) FROM shares JOIN splits USING (order_id)
             WHERE transaction_id = ? AND result != 'CLOSED'"""
    return desk.books.amount(sql, trade["transaction_id"])


def settle(desk, split, one, at):
    """The receiver gets the share, or fails as the control ordered and the money goes back where it came from."""
    failing = desk.books.setting("split_failures", [])
    desk.books.set("split_failures", failing[1:])
    sql = "UPDATE shares SET result = ?, fail_reason = ? WHERE detail_id = ?"
    named = {"at": at, "amount": one["amount"], "no": one["detail_id"], "voucher": split["out_order_no"]}
    if failing:
        desk.books.run(sql, "CLOSED", failing[0], one["detail_id"])
        desk.books.move(mchid=split["mchid"], pot=split["transaction_id"], name="分账失败", **named)
    else:
        desk.books.run(sql, "SUCCESS", None, one["detail_id"])
        desk.books.move(mchid=one["account"], name="分账", **named)


def of(desk, split):
    return desk.books.all("SELECT * FROM shares WHERE order_id = ? ORDER BY rowid", split["order_id"])


def view(split, one):
    told = {name: one[name] for name in TOLD if one[name] is not None}
    told["create_time"] = rfc3339(split["made_at"])
    return told | ({"finish_time": rfc3339(split["ended_at"])} if split["ended_at"] else {})
