"""WeChat Pay, as the shop's `Provider`. Amounts are fen, times UTC; what it says is checked before it is believed."""

import json
import re
import secrets
import time
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from payments.providers.base import (
    NO_MERCHANT,
    Door,
    Opened,
    RefundState,
    Refused,
    SplitState,
    Trade,
    TradeState,
    Unknown,
)
from payments.providers.wechat import bills, client, notices, reading, splits, transfers

BEIJING = ZoneInfo("Asia/Shanghai")
PAID_ALREADY = {"ORDER_PAID", "ORDERPAID"}
CLOSED_ALREADY = {"ORDER_CLOSED", "ORDERCLOSED"}
# Where WeChat says what an app is called with: prepay_id stands for an order for two hours, a script signs it anew.
TICKETS = {"jsapi": (Door.APP, "prepay_id"), "h5": (Door.URL, "h5_url"), "native": (Door.CODE, "code_url")}
TITLE = 120  # characters of 127


class WeChat:
    name = "wechat"
    methods = {"jsapi": _("WeChat Pay"), "h5": _("WeChat Pay"), "native": _("WeChat Pay, by QR code")}
    acknowledgement = {"code": "SUCCESS"}
    pays_in_its_app = True

    @property
    def is_set_up(self):
        return settings.WECHATPAY is not None

    @property
    def splits_trades(self):
        return settings.WECHATPAY.is_partner

    def probe(self):
        return client.probe()

    def ways(self, browser):
        """In WeChat itself it pays at once; another phone's browser opens WeChat; a desktop shows a code to scan."""
        if "MicroMessenger" in browser:
            return ["jsapi"]
        return ["h5", "native"] if re.search("Android|iPhone|iPad|Mobile", browser) else ["native"]

    def open(self, order):
        door, name = TICKETS[order.method]
        answer = client.ask(
            "pay",
            description=order.title[:TITLE],
            out_trade_no=order.number,
            amount={"total": order.amount_fen, "currency": "CNY"},
            time_expire=order.expires_at.astimezone(BEIJING).isoformat(timespec="seconds"),
            notify_url=order.notify_url,
            pay_type=client.METHODS[order.method],
            settle_info={"profit_sharing": True} if _is_partner() else None,
            **_payer(order),
            **_merchant(order.merchant),
        )
        ticket = reading.text(answer, name, 512)
        if door == Door.URL:
            ticket += "&" + urlencode({"redirect_url": order.return_url})
        return Opened(door, ticket)

    def call(self, ticket):
        """What WeChat's bridge in the payer's browser wants for getBrandWCPayRequest."""
        at, nonce, package = str(int(time.time())), secrets.token_hex(16), f"prepay_id={ticket}"
        appid = settings.WECHATPAY.appid
        return {
            "appId": appid,
            "timeStamp": at,
            "nonceStr": nonce,
            "package": package,
            "signType": "RSA",
            "paySign": client.sign(appid, at, nonce, package),
        }

    def rehearsal(self, ticket):
        """The emulator has a cashier for codes."""
        emulator = settings.WECHATPAY.api_url
        return emulator and f"{emulator}/cashier?{urlencode({'code_url': ticket})}"

    def query(self, number, merchant):
        try:
            answer = client.ask("query", out_trade_no=number, **_merchant(merchant))
        except Refused as refusal:
            return Trade(state=_missing(refusal, TradeState.MISSING))
        return reading.trade(answer, number)

    def close(self, number, merchant):
        """The answer to closing what is paid is a refusal: then one looks."""
        try:
            client.ask("close", out_trade_no=number, **_merchant(merchant))
        except Refused as refusal:
            if refusal.code in PAID_ALREADY:
                return self.query(number, merchant)
            if refusal.code in client.NEVER_HEARD:
                return Trade(state=TradeState.MISSING)
            if refusal.code not in CLOSED_ALREADY:
                raise
        return Trade(state=TradeState.CLOSED)

    def refund(self, order):
        answer = client.ask(
            "refund",
            out_refund_no=order.number,
            out_trade_no=order.trade_number,
            amount={"refund": order.amount_fen, "total": order.total_fen, "currency": "CNY"},
            reason=order.reason[:80],
            notify_url=order.notify_url,
            **_merchant(order.merchant),
        )
        return reading.refund(answer, order.number)

    def refund_query(self, number, merchant):
        try:
            return reading.refund(
                client.ask("query_refund", out_refund_no=number, **_merchant(merchant)), number
            )
        except Refused as refusal:
            return _missing(refusal, RefundState.MISSING)

    def split(self, split):
        """A platform that is the merchant itself has the money already."""
        return splits.split(split) if self.splits_trades else SplitState.DONE

    def split_query(self, split):
        return splits.query(split) if self.splits_trades else SplitState.DONE

    def give_back(self, order):
        return splits.give_back(order) if self.splits_trades else SplitState.DONE

    def transfer(self, order):
        return transfers.transfer(order)

    def transfer_query(self, number):
        return transfers.query(number)

    def confirmation(self, ticket, return_url):
        """What WeChat's bridge in the person's browser wants for requestMerchantTransfer."""
        account = settings.WECHATPAY
        call = {"mchId": account.mchid, "appId": account.appid, "package": ticket}
        return Opened(Door.APP, json.dumps(call))

    def bill(self, day):
        return bills.of(day)

    def verify(self, headers, body):
        return notices.read(headers, body)


def _is_partner():
    return settings.WECHATPAY.is_partner


def _merchant(number):
    """The shop's own number, which every call in service-provider mode names. Raises Refused for a shop without one."""
    if not _is_partner():
        return {}
    if not number:
        raise Refused(NO_MERCHANT)
    return {"sub_mchid": number}


def _payer(order):
    if order.method == "jsapi":
        return {"payer": {"sp_openid" if _is_partner() else "openid": order.payer.openid}}
    if order.method == "h5":
        return {"scene_info": {"payer_client_ip": order.payer.ip or "127.0.0.1", "h5_info": {"type": "Wap"}}}
    return {}


def _missing(refusal, state):
    """To a question, any other refusal is no answer."""
    if refusal.code in client.NEVER_HEARD:
        return state
    raise Unknown(refusal.code) from refusal
