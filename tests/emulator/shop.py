"""The merchant's side: the SDK that the shop uses, pointed at the emulator."""

import json
from copy import copy
from functools import cache
from itertools import count

from wechatpayv3 import WeChatPay, WeChatPayType

SUB_MCHID = "1900000109"
RECEIVER = "1900000200"
MINUTE = 60
DAY = 24 * 60 * MINUTE
NUMBERS = count(100001)


class Shop:
    """Each call answers with the status and what the JSON says (None if there is none)."""

    def __init__(self, wechat, notify_url, *, sub_mchid=SUB_MCHID):
        self.wechat = wechat
        self.sub = {"sub_mchid": sub_mchid} if sub_mchid else {}
        self.mchid = sub_mchid or wechat.keys.mchid
        self.notify_url = notify_url
        self.sdk = own(made_once(tuple(wechat.environment.items()), notify_url, bool(sub_mchid)))

    def order(self, total=1000, way=WeChatPayType.NATIVE, *, no=None, **more):
        """An order's number and how it was answered."""
        no = no or f"T{next(NUMBERS)}"
        asked = {"description": "龙井茶", "amount": {"total": total}, "pay_type": way} | more
        return no, told(self.sdk.pay(out_trade_no=no, **self.sub | asked))

    def paid(self, total=1000, *, split=False, **more):
        """An order that somebody paid, as the query tells it."""
        settle_info = {"settle_info": {"profit_sharing": True}} if split else {}
        no, _ = self.order(total, **settle_info | more)
        return self.wechat.control.pay(no)

    def query(self, no):
        return told(self.sdk.query(out_trade_no=no, **self.sub))

    def close(self, no):
        return told(self.sdk.close(no, **self.sub))

    def refund(self, trade, amount, *, no=None, total=None):
        no = no or f"R{next(NUMBERS)}"
        amounts = {"refund": amount, "total": total or trade["amount"]["total"], "currency": "CNY"}
        named = {"out_refund_no": no, "out_trade_no": trade["out_trade_no"]}
        return told(self.sdk.refund(amount=amounts, **named, **self.sub))

    def refund_query(self, no):
        return told(self.sdk.query_refund(no, **self.sub))

    def receiver(self, account=RECEIVER):
        named = {"account_type": "MERCHANT_ID", "account": account, "name": "分享商户"}
        return told(self.sdk.profitsharing_add_receiver(relation_type="PARTNER", **named, **self.sub))

    def split(self, trade, amount, *, no=None, account=RECEIVER, finish=False):
        shares = [{"type": "MERCHANT_ID", "account": account, "amount": amount, "description": "分享"}]
        named = {"transaction_id": trade["transaction_id"], "out_order_no": no or f"P{next(NUMBERS)}"}
        return told(
            self.sdk.profitsharing_order(receivers=shares, unfreeze_unsplit=finish, **named, **self.sub)
        )

    def split_query(self, split):
        named = (split["transaction_id"], split["out_order_no"])
        return told(self.sdk.profitsharing_order_query(*named, **self.sub))

    def unfreeze(self, trade, *, no=None):
        named = (trade["transaction_id"], no or f"U{next(NUMBERS)}", "完结")
        return told(self.sdk.profitsharing_unfreeze(*named, **self.sub))

    def money(self, mchid=None):
        """What a merchant, this one if none is named, has available and frozen."""
        pots = self.wechat.control.books()["balances"].get(mchid or self.mchid, {"available": 0, "frozen": 0})
        return pots["available"], pots["frozen"]


def client(environment, notify_url="http://127.0.0.1:9/none", *, partner_mode=True, **other):
    """The SDK, made of nothing but the variables that the emulator writes."""
    keys = {
        "public_key": environment["WECHATPAY_PUBLIC_KEY"],
        "public_key_id": environment["WECHATPAY_PUBLIC_KEY_ID"],
    }
    sdk = WeChatPay(
        WeChatPayType.NATIVE,
        mchid=environment["WECHATPAY_MCHID"],
        private_key=environment["WECHATPAY_PRIVATE_KEY"],
        cert_serial_no=environment["WECHATPAY_SERIAL"],
        appid=environment["WECHATPAY_APPID"],
        apiv3_key=environment["WECHATPAY_APIV3_KEY"],
        notify_url=notify_url,
        partner_mode=partner_mode,
        timeout=(2, 5),
        **keys | other,
    )
    sdk._core._gate_way = environment["WECHATPAY_API_URL"]
    return sdk


@cache
def made_once(environment, notify_url, partner_mode):
    """Loading a private key takes longer than most of these tests."""
    return client(dict(environment), notify_url, partner_mode=partner_mode)


def own(sdk):
    """A client that a test can spoil."""
    sdk, core = copy(sdk), copy(sdk._core)
    sdk._core = core
    return sdk


def told(answer):
    status, text = answer
    return status, json.loads(text) if text else None


def code(answer):
    """The status and the code of a refusal."""
    status, said = answer
    return status, said["code"]
