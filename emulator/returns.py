"""A receiver's share goes back to the merchant from whose trade it came: at once, or it fails."""

from . import ids, splits
from .clock import DAY, rfc3339
from .fields import fen, number, same_words, text
from .refusal import invalid, missing

LATEST = 180 * DAY


def create(desk, request):
    """POST /v3/profitsharing/return-orders"""
    said = request.body
    mchid = desk.merchant(text(said, "sub_mchid", 32, wanted=False))
    words = same_words(said)
    back = find(desk, mchid, number(said, "out_return_no", 64))
    if back and back["said"] != words:
        raise invalid("回退请求与原请求不一致")
    if not back:
        accept(desk, split_of(desk, mchid, said), said, words)
        back = find(desk, mchid, said["out_return_no"])
    return 200, view(desk, back)


def split_of(desk, mchid, said):
    if "order_id" in said:
        sql = "SELECT * FROM splits WHERE mchid = ? AND order_id = ?"
        split = desk.books.one(sql, mchid, text(said, "order_id", 64))
    else:
        split = splits.find(desk, mchid, text(said, "out_order_no", 64))
    if not split:
        raise missing("分账单不存在")
    if desk.clock.now() > split["made_at"] + LATEST:
        raise invalid("超过分账回退期限")
    return split


def accept(desk, split, said, words):
    account, amount = text(said, "return_mchid", 32), fen(said, "amount")
    if amount > returnable(desk, split, account):
        raise invalid("回退金额超过可回退金额")
    enough = desk.books.in_pot(account) >= amount
    now = desk.clock.now()
    back = {
        "mchid": split["mchid"],
        "out_return_no": said["out_return_no"],
        "return_id": ids.digits("3008", 29),
        "order_id": split["order_id"],
        "return_mchid": account,
        "amount": amount,
        "description": text(said, "description", 80),
        "said": words,
        "result": "SUCCESS" if enough else "FAILED",
        "fail_reason": None if enough else "BALANCE_NOT_ENOUGH",
        "made_at": now,
    }
    desk.books.add("returns", **back)
    if enough:
        for mchid, moved in ((account, -amount), (split["mchid"], amount)):
            desk.books.move(
                at=now,
                mchid=mchid,
                amount=moved,
                name="分账回退",
                no=back["return_id"],
                voucher=said["out_return_no"],
            )


def returnable(desk, split, account):
    """What this merchant got from the split and has not given back, in fen. A person's share does not come back."""
    got = """SELECT SUM(amount) FROM shares
             WHERE order_id = ? AND type = 'MERCHANT_ID' AND account = ? AND result = 'SUCCESS'"""
    gone = "SELECT SUM(amount) FROM returns WHERE order_id = ? AND return_mchid = ? AND result = 'SUCCESS'"
    named = (split["order_id"], account)
    return desk.books.amount(got, *named) - desk.books.amount(gone, *named)


def find(desk, mchid, out_return_no):
    return desk.books.one("SELECT * FROM returns WHERE mchid = ? AND out_return_no = ?", mchid, out_return_no)


def query(desk, request):
    """GET /v3/profitsharing/return-orders/{out_return_no}?out_order_no="""
    back = find(desk, desk.merchant(request.query.get("sub_mchid")), request.named["out_return_no"])
    if not back or view(desk, back)["out_order_no"] != request.query.get("out_order_no"):
        raise missing("记录不存在")
    return 200, view(desk, back)


def view(desk, back):
    split = desk.books.one("SELECT * FROM splits WHERE order_id = ?", back["order_id"])
    told = {} if back["mchid"] == desk.keys.mchid else {"sub_mchid": back["mchid"]}
    names = [
        "order_id",
        "out_return_no",
        "return_id",
        "return_mchid",
        "amount",
        "description",
        "result",
        "fail_reason",
    ]
    told |= {name: back[name] for name in names if back[name] is not None}
    times = dict.fromkeys(("create_time", "finish_time"), rfc3339(back["made_at"]))
    return told | {"out_order_no": split["out_order_no"]} | times
