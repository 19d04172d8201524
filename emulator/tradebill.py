"""The bill of trades: what was paid on the day and what refunds were accepted, by their column names."""

from .lines import moment, row, table, yuan
from .refusal import bad_parameter
from .trades import TYPES

SALE = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,"
    "付款银行,货币种类,应结订单金额,代金券金额"
)
ASKED = "退款申请时间,退款成功时间"
BACK = "微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态"
REST = "商品名称,商户数据包,手续费,费率,订单金额"
COLUMNS = {
    "ALL": f"{SALE},{BACK},{REST},申请退款金额,费率备注",
    "SUCCESS": f"{SALE},{REST},费率备注",
    "REFUND": f"{SALE},{ASKED},{BACK},{REST},申请退款金额,费率备注",
}
SUMMARY = "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额"
STATES = {"SUCCESS": "SUCCESS", "PROCESSING": "PROCESSING", "CLOSED": "FAIL", "ABNORMAL": "CHANGE"}
PAID = (
    """SELECT *, paid_at AS at FROM trades WHERE paid_at >= ? AND paid_at < ? AND (? IS NULL OR mchid = ?)"""
)
REFUNDED = """SELECT mchid, transaction_id, partner, way, out_trade_no, description, attach, total, payer,
                     refunds.made_at AS at, ended_at, refund_id, out_refund_no, amount, status
              FROM refunds JOIN trades USING (mchid, transaction_id)
              WHERE refunds.made_at >= ? AND refunds.made_at < ? AND (? IS NULL OR mchid = ?)"""


def write(desk, said, start, end):
    """said: bill_type and, for a service provider, sub_mchid; else all sub-merchants. Empty if nothing happened."""
    kind = said.get("bill_type", "ALL")
    if kind not in COLUMNS:
        raise bad_parameter("bill_type")
    sub = said.get("sub_mchid") and desk.merchant(said["sub_mchid"])
    wanted = (start, end, sub, sub)
    sales = [] if kind == "REFUND" else desk.books.all(PAID, *wanted)
    refunds = [] if kind == "SUCCESS" else desk.books.all(REFUNDED, *wanted)
    if not sales and not refunds:
        return ""
    rows = [(trade["at"], line(desk, trade)) for trade in sales]
    rows += [(one["at"], line(desk, one) | refunded(one)) for one in refunds]
    rows.sort(key=lambda pair: pair[0])
    paid, back = sum(one["total"] for one in sales), sum(one["amount"] for one in refunds)
    summary = [len(rows), *map(yuan, (paid, back, 0, 0, paid, back))]
    return table(COLUMNS[kind].split(","), [said for _, said in rows]) + f"{SUMMARY}\n" + row(summary)


def line(desk, trade):
    """A sale; every column has a value, so that a refund's line only says what differs."""
    columns = dict.fromkeys(f"{SALE},{ASKED},{BACK},{REST},申请退款金额,费率备注".split(","), "")
    money = dict.fromkeys(["代金券金额", "退款金额", "充值券退款金额", "手续费", "申请退款金额"], "0.00")
    said = {
        "交易时间": moment(trade["at"]),
        "公众账号ID": desk.keys.appid,
        "商户号": desk.keys.mchid,
        "特约商户号": trade["mchid"] if trade["partner"] else "0",
        "微信订单号": trade["transaction_id"],
        "商户订单号": trade["out_trade_no"],
        "用户标识": trade["payer"],
        "交易类型": TYPES[trade["way"]],
        "交易状态": "SUCCESS",
        "付款银行": "OTHERS",
        "货币种类": "CNY",
        "应结订单金额": yuan(trade["total"]),
        "微信退款单号": "0",
        "商户退款单号": "0",
        "商品名称": trade["description"],
        "商户数据包": trade["attach"] or "",
        "费率": "0.00%",
        "订单金额": yuan(trade["total"]),
    }
    return columns | money | said


def refunded(refund):
    return {
        "交易状态": "REFUND",
        "应结订单金额": "0.00",
        "订单金额": "0.00",
        "退款申请时间": moment(refund["at"]),
        "退款成功时间": moment(refund["ended_at"]) if refund["status"] == "SUCCESS" else "",
        "微信退款单号": refund["refund_id"],
        "商户退款单号": refund["out_refund_no"],
        "退款金额": yuan(refund["amount"]),
        "退款类型": "ORIGINAL",
        "退款状态": STATES[refund["status"]],
        "申请退款金额": yuan(refund["amount"]),
    }
