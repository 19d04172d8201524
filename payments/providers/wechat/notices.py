"""WeChat's notices: signed with its key, their contents encrypted with ours (AES-256-GCM)."""

from django.conf import settings

from payments.providers.base import REFUND_CHANGED, TRADE_PAID, Malformed, Unknown, Verified
from payments.providers.wechat import client, reading


def read(headers, body):
    """Raises Forged, Malformed."""
    notice = client.read_notice(headers, body)
    event, resource = notice.get("event_type"), notice["resource"]
    if resource.get("sp_mchid" if settings.WECHATPAY.is_partner else "mchid") != settings.WECHATPAY.mchid:
        raise Malformed("somebody else's")
    try:
        kind, read_it = KINDS.get(str(event), (str(event)[:40], _nothing))
        return Verified(
            id=reading.text(notice, "id", 40),
            kind=kind,
            signed_at=int(headers["Wechatpay-Timestamp"]),
            body=read_it(resource),
        )
    except (Unknown, ValueError) as error:
        raise Malformed(str(error)) from error


def _paid(resource):
    number = reading.text(resource, "out_trade_no", 32)
    trade = reading.trade(resource, number)
    return {
        "number": number,
        "transaction_id": trade.transaction_id,
        "amount_fen": trade.amount_fen,
        "paid_at": trade.paid_at.isoformat(),
    }


def _refunded(resource):
    number = reading.text(resource, "out_refund_no")
    return {"number": number, "state": reading.refund(resource, number).value}


def _nothing(resource):
    return {}


KINDS = {
    "TRANSACTION.SUCCESS": (TRADE_PAID, _paid),
    "REFUND.SUCCESS": (REFUND_CHANGED, _refunded),
    "REFUND.ABNORMAL": (REFUND_CHANGED, _refunded),
    "REFUND.CLOSED": (REFUND_CHANGED, _refunded),
}
