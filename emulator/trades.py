"""Orders: NOTPAY → SUCCESS | CLOSED, and REFUND once money goes back."""

from . import ids, notices
from .clock import DAY, HOUR, MINUTE, rfc3339
from .fields import address, fen, moment, number, part, same_words, text
from .refusal import Refusal, bad_parameter, invalid, no_auth

TYPES = {"jsapi": "JSAPI", "h5": "MWEB", "native": "NATIVE"}
STATES = {"NOTPAY": "订单未支付", "SUCCESS": "支付成功", "CLOSED": "订单已关闭", "REFUND": "订单发生过退款"}
VALID = 7 * DAY
PREPAID = {
    "jsapi": 2 * HOUR,
    "h5": 5 * MINUTE,
    "native": 2 * HOUR,
}  # how long the payer can begin with an answer
SOMEBODY = "oEmulator0000000000000000000"


def create(desk, request):
    """POST /v3/pay[/partner]/transactions/{way}. The same number with the same words is answered as before."""
    said, way = request.body, request.named["way"]
    mchid = seller(desk, request, said)
    check_appid(desk, said)
    check_way(said, way)
    trade = find(desk, mchid, number(said, "out_trade_no", 32, least=6))
    if trade:
        check_again(trade, way, said)
        desk.books.run(
            "UPDATE trades SET prepaid_at = ? WHERE prepay_id = ?", desk.clock.now(), trade["prepay_id"]
        )
    else:
        add(desk, mchid, way, said, partner=bool(request.named["partner"]))
        trade = find(desk, mchid, said["out_trade_no"])
    return 200, prepaid(request, trade)


def add(desk, mchid, way, said, *, partner):
    now = desk.clock.now()
    until = moment(said, "time_expire") or now + VALID
    if until <= now:
        raise bad_parameter("time_expire", "支付结束时间已过")
    desk.books.add(
        "trades",
        mchid=mchid,
        out_trade_no=said["out_trade_no"],
        partner=partner,
        way=way,
        description=text(said, "description", 127),
        attach=text(said, "attach", 128, wanted=False),
        total=fen(part(said, "amount"), "total"),
        splitting=bool(part(said, "settle_info", {}).get("profit_sharing")),
        notify_url=address(said, "notify_url"),
        said=same_words(said),
        state="NOTPAY",
        made_at=now,
        expires_at=until,
        prepay_id=ids.prepay_id(now),
        code=ids.letters(7),
        prepaid_at=now,
        payer=payer_of(said) if way == "jsapi" else None,
    )


def seller(desk, request, said):
    """The merchant who sells, in either way of naming it."""
    if said.get("sp_mchid" if request.named["partner"] else "mchid") != desk.keys.mchid:
        raise no_auth("商户号与签名的商户号不一致")
    if not request.named["partner"]:
        return desk.keys.mchid
    return desk.merchant(text(said, "sub_mchid", 32))


def check_appid(desk, said):
    if said.get("sp_appid", said.get("appid")) != desk.keys.appid:
        raise Refusal(400, "APPID_MCHID_NOT_MATCH", "appid和mch_id不匹配")


def check_way(said, way):
    if part(said, "amount").get("currency", "CNY") != "CNY":
        raise bad_parameter("currency")
    if way == "jsapi":
        payer_of(said)
    if way == "h5":
        scene = part(said, "scene_info")
        text(scene, "payer_client_ip", 45)
        text(part(scene, "h5_info"), "type", 32)


def payer_of(said):
    payer = part(said, "payer")
    return text(payer, next((name for name in ("sp_openid", "sub_openid") if name in payer), "openid"), 128)


def check_again(trade, way, said):
    if trade["state"] == "CLOSED":
        raise Refusal(400, "ORDER_CLOSED", "该订单已关闭，请重新下单")
    if trade["state"] != "NOTPAY":
        raise Refusal(400, "ORDERPAID", "该订单已支付")
    if trade["way"] != way or trade["said"] != same_words(said):
        raise Refusal(403, "OUT_TRADE_NO_USED", "商户订单号重复")


def prepaid(request, trade):
    if trade["way"] == "jsapi":
        return {"prepay_id": trade["prepay_id"]}
    if trade["way"] == "native":
        return {"code_url": f"weixin://wxpay/bizpayurl?pr={trade['code']}"}
    return {"h5_url": f"{request.base}/cashier/{trade['prepay_id']}?package={trade['code']}"}


def find(desk, mchid, out_trade_no):
    return desk.books.one("SELECT * FROM trades WHERE mchid = ? AND out_trade_no = ?", mchid, out_trade_no)


def find_paid(desk, mchid, transaction_id):
    return desk.books.one(
        "SELECT * FROM trades WHERE mchid = ? AND transaction_id = ?", mchid, transaction_id
    )


def query(desk, request):
    mchid = seller(desk, request, request.query)
    if "transaction_id" in request.named:
        trade = find_paid(desk, mchid, request.named["transaction_id"])
    else:
        trade = find(desk, mchid, request.named["out_trade_no"])
    if not trade:
        raise Refusal(404, "ORDER_NOT_EXIST", "订单不存在")
    return 200, view(desk, trade)


def close(desk, request):
    """Closing again is answered like the first time, and so is a number that was never used, as WeChat does."""
    trade = find(desk, seller(desk, request, request.body), request.named["out_trade_no"])
    if trade and trade["state"] in {"SUCCESS", "REFUND"}:
        raise Refusal(400, "ORDER_PAID", "该订单已支付，请走退款流程")
    if trade:
        desk.books.run("UPDATE trades SET state = 'CLOSED' WHERE prepay_id = ?", trade["prepay_id"])
    return 204, None


def pay(desk, trade, openid=None):
    """The payer pays. Raises a Refusal if the trade cannot be paid any more; the trade as it now is."""
    now = desk.clock.now()
    if trade["state"] != "NOTPAY":
        raise invalid(STATES[trade["state"]])
    if now > trade["prepaid_at"] + PREPAID[trade["way"]]:
        raise invalid("支付链接已过期，请回到商户页面重新发起")
    transaction_id = ids.digits("4200", 28)
    desk.books.run(
        "UPDATE trades SET state = 'SUCCESS', transaction_id = ?, payer = ?, paid_at = ? WHERE prepay_id = ?",
        *(transaction_id, openid or trade["payer"] or SOMEBODY, now, trade["prepay_id"]),
    )
    desk.books.move(
        at=now,
        mchid=trade["mchid"],
        pot=transaction_id if trade["splitting"] else "",
        amount=trade["total"],
        name="交易",
        no=transaction_id,
        voucher=trade["out_trade_no"],
    )
    trade = find(desk, trade["mchid"], trade["out_trade_no"])
    notices.add(desk, trade["notify_url"], "TRANSACTION.SUCCESS", "transaction", view(desk, trade))
    return trade


def close_expired(desk, now):
    desk.books.run("UPDATE trades SET state = 'CLOSED' WHERE state = 'NOTPAY' AND expires_at <= ?", now)


def names(desk, trade):
    """Who sells, as a trade of this way of selling names it."""
    if trade["partner"]:
        return {"sp_mchid": desk.keys.mchid, "sub_mchid": trade["mchid"]}
    return {"mchid": trade["mchid"]}


def view(desk, trade):
    """A trade as a query answers it and a notice carries it."""
    told = {"sp_appid" if trade["partner"] else "appid": desk.keys.appid} | names(desk, trade)
    told |= {name: trade[name] for name in ("out_trade_no", "attach") if trade[name]}
    told |= {"trade_state": trade["state"], "trade_state_desc": STATES[trade["state"]]}
    told |= {"amount": {"total": trade["total"], "currency": "CNY"}}
    if trade["paid_at"]:
        told["transaction_id"] = trade["transaction_id"]
        told["trade_type"] = TYPES[trade["way"]]
        told["bank_type"] = "OTHERS"
        told["success_time"] = rfc3339(trade["paid_at"])
        told["payer"] = {"sp_openid" if trade["partner"] else "openid": trade["payer"]}
        told["amount"] |= {"payer_total": trade["total"], "payer_currency": "CNY"}
    return told
