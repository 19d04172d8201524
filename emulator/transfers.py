"""Transfers to a person, who confirms within 24 hours: WAIT_USER_CONFIRM → SUCCESS | CANCELLED | FAIL."""

from . import ids, notices
from .clock import DAY, rfc3339
from .fields import LETTERS_AND_DIGITS, address, fen, number, same_words, text
from .refusal import Refusal, bad_parameter, invalid, not_enough
from .signing import decrypt_name

CONFIRM_WITHIN = DAY
NAMED_FROM = 2000_00
NAMES = ("out_bill_no", "transfer_bill_no", "state")


def create(desk, request):
    """POST /v3/fund-app/mch-transfer/transfer-bills, from what the platform has available."""
    said = request.body
    transfer = find(desk, number(said, "out_bill_no", 32, shape=LETTERS_AND_DIGITS))
    words = same_words({name: value for name, value in said.items() if name != "user_name"})
    if transfer and transfer["said"] != words:
        raise invalid("商户单号已存在，且请求参数与原请求不一致")
    if not transfer:
        accept(desk, said, words)
        transfer = find(desk, said["out_bill_no"])
    told = {name: transfer[name] for name in NAMES} | {"create_time": rfc3339(transfer["made_at"])}
    waiting = transfer["state"] == "WAIT_USER_CONFIRM"
    return 200, told | ({"package_info": transfer["package"]} if waiting else {})


def accept(desk, said, words):
    now = desk.clock.now()
    if said.get("appid") != desk.keys.appid:
        raise bad_parameter("appid", "appid和mch_id不匹配")
    text(said, "transfer_scene_id", 36)
    if not said.get("transfer_scene_report_infos"):
        raise bad_parameter("transfer_scene_report_infos", "未传入完整且对应的转账场景报备信息")
    amount = fen(said, "transfer_amount")
    if desk.books.in_pot(desk.keys.mchid) < amount:
        raise not_enough("商户运营账户资金不足")
    transfer = {
        "out_bill_no": said["out_bill_no"],
        "transfer_bill_no": ids.digits("1330", 40),
        "openid": text(said, "openid", 64),
        "user_name": name_of(desk, said, amount),
        "amount": amount,
        "remark": text(said, "transfer_remark", 32),
        "notify_url": address(said, "notify_url", wanted=False),
        "said": words,
        "state": "WAIT_USER_CONFIRM",
        "package": ids.letters(64),
        "made_at": now,
        "expires_at": now + CONFIRM_WITHIN,
        "changed_at": now,
    }
    desk.books.add("transfers", **transfer)
    move(desk, transfer, -amount, now)


def name_of(desk, said, amount):
    name = text(said, "user_name", 1024, wanted=amount >= NAMED_FROM)
    return name and decrypt_name(desk.keys, name, "user_name")


def move(desk, transfer, amount, at):
    desk.books.move(
        at=at,
        mchid=desk.keys.mchid,
        amount=amount,
        name="商家转账" if amount < 0 else "商家转账退回",
        no=transfer["transfer_bill_no"],
        voucher=transfer["out_bill_no"],
    )


def cancel(desk, request):
    """POST …/out-bill-no/{out_bill_no}/cancel: CANCELING, and CANCELLED at the next look."""
    transfer = wanted(desk, request)
    if transfer["state"] not in {"WAIT_USER_CONFIRM", "CANCELING", "CANCELLED"}:
        raise invalid("当前转账单状态不支持撤销")
    if transfer["state"] == "WAIT_USER_CONFIRM":
        change(desk, transfer, "CANCELING", desk.clock.now())
        transfer = wanted(desk, request)
    told = {name: transfer[name] for name in NAMES}
    return 200, told | {"update_time": rfc3339(transfer["changed_at"])}


def settle_due(desk, now):
    for transfer in desk.books.all("SELECT * FROM transfers WHERE state = 'CANCELING'"):
        end(desk, transfer, "CANCELLED", transfer["changed_at"], "MERCHANT_CANCEL")
    sql = "SELECT * FROM transfers WHERE state = 'WAIT_USER_CONFIRM' AND expires_at <= ?"
    for transfer in desk.books.all(sql, now):
        end(desk, transfer, "FAIL", transfer["expires_at"], "OVERDUE_CLOSE")


def confirm(desk, transfer):
    """The person takes the money."""
    if transfer["state"] != "WAIT_USER_CONFIRM":
        raise invalid("当前转账单状态不支持确认收款")
    now = desk.clock.now()
    desk.books.move(
        at=now,
        mchid=transfer["openid"],
        amount=transfer["amount"],
        name="商家转账",
        no=transfer["transfer_bill_no"],
        voucher=transfer["out_bill_no"],
    )
    end(desk, transfer, "SUCCESS", now)


def end(desk, transfer, state, at, fail_reason=None):
    """A final state; unless it is SUCCESS the money comes back."""
    change(desk, transfer, state, at, fail_reason)
    if state != "SUCCESS":
        move(desk, transfer, transfer["amount"], at)
    if transfer["notify_url"]:
        told = view(desk, find(desk, transfer["out_bill_no"]))
        notices.add(desk, transfer["notify_url"], "MCHTRANSFER.BILL.FINISHED", "mch_payment", told)


def change(desk, transfer, state, at, fail_reason=None):
    sql = "UPDATE transfers SET state = ?, changed_at = ?, fail_reason = ? WHERE out_bill_no = ?"
    desk.books.run(sql, state, at, fail_reason, transfer["out_bill_no"])


def find(desk, out_bill_no):
    return desk.books.one("SELECT * FROM transfers WHERE out_bill_no = ?", out_bill_no)


def wanted(desk, request):
    if "transfer_bill_no" in request.named:
        sql = "SELECT * FROM transfers WHERE transfer_bill_no = ?"
        transfer = desk.books.one(sql, request.named["transfer_bill_no"])
    else:
        transfer = find(desk, request.named["out_bill_no"])
    if not transfer:
        raise Refusal(404, "NOT_FOUND", "记录不存在")
    return transfer


def query(desk, request):
    return 200, view(desk, wanted(desk, request))


def view(desk, transfer):
    told = {"mch_id": desk.keys.mchid, "appid": desk.keys.appid}
    told |= {name: transfer[name] for name in (*NAMES, "openid", "fail_reason") if transfer[name]}
    told |= {"transfer_amount": transfer["amount"], "transfer_remark": transfer["remark"]}
    return told | {
        "create_time": rfc3339(transfer["made_at"]),
        "update_time": rfc3339(transfer["changed_at"]),
    }
