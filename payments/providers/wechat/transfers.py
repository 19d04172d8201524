"""Transfers from the platform to a person (商家转账), as commission: the person confirms in WeChat within 24 hours."""

from payments.providers.base import (
    NAME_MISSING,
    NAMED_FROM_FEN,
    Refused,
    Transfer,
    TransferState,
    Unknown,
)
from payments.providers.wechat import client, reading

# WeChat wants to know what for: commission for work, with these two words about it.
SCENE = "1005"
REPORT = [
    {"info_type": "岗位类型", "info_content": "分享员"},
    {"info_type": "报酬说明", "info_content": "推广佣金"},
]
STATES = {
    "ACCEPTED": TransferState.WAITING,
    "PROCESSING": TransferState.WAITING,
    "WAIT_USER_CONFIRM": TransferState.WAITING,
    "TRANSFERING": TransferState.WAITING,
    "CANCELING": TransferState.WAITING,
    "SUCCESS": TransferState.PAID,
    "FAIL": TransferState.FAILED,
    "CANCELLED": TransferState.FAILED,
}
NEVER_HEARD = {"NOT_FOUND", "RESOURCE_NOT_EXISTS"}


def transfer(order):
    if order.amount_fen >= NAMED_FROM_FEN and not order.name:
        raise Refused(NAME_MISSING)
    answer = client.ask(
        "mch_transfer_bills",
        out_bill_no=order.number,
        transfer_scene_id=SCENE,
        openid=order.openid,
        transfer_amount=order.amount_fen,
        transfer_remark=order.remark[:32],
        user_name=order.name if order.amount_fen >= NAMED_FROM_FEN else None,
        transfer_scene_report_infos=REPORT,
    )
    return _read(answer, order.number)


def query(number):
    try:
        answer = client.ask("mch_transfer_bills_query", out_bill_no=number)
    except Refused as refusal:
        if refusal.code in NEVER_HEARD:
            return Transfer(TransferState.MISSING)
        raise Unknown(refusal.code) from refusal
    return _read(answer, number)


def _read(answer, number):
    reading.same(answer, "out_bill_no", number)
    ticket = reading.text(answer, "package_info", 1024) if "package_info" in answer else ""
    reason = reading.text(answer, "fail_reason", 60) if answer.get("fail_reason") else ""
    return Transfer(reading.word(answer, "state", STATES), ticket, reason)
