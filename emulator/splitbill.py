"""The bill of splits: every share that a receiver got and every one that came back."""

from .lines import moment, row, table, yuan

COLUMNS = (
    "分账时间,分账发起方,分账方,微信订单号,微信分账/回退单号,分账明细单号,商户分账/回退单号,订单金额,分账接收方,分账金额,"
    "业务类型,处理状态,分账描述,备注"
)
SUMMARY = "总条数,分账总金额,回退总金额"
SHARES = """SELECT splits.ended_at AS at, splits.mchid, transaction_id, order_id AS no, detail_id,
                   out_order_no AS voucher, trades.total, account, amount, shares.description, '分账' AS kind
            FROM shares JOIN splits USING (order_id) JOIN trades USING (mchid, transaction_id)
            WHERE result = 'SUCCESS'"""
RETURNS = """SELECT returns.made_at AS at, returns.mchid, transaction_id, return_id AS no, return_id AS detail_id,
                    out_return_no AS voucher, trades.total, return_mchid AS account, amount, returns.description,
                    '分账回退' AS kind
             FROM returns JOIN splits USING (mchid, order_id) JOIN trades USING (mchid, transaction_id)
             WHERE result = 'SUCCESS'"""
BOTH = f"""SELECT * FROM ({SHARES} UNION ALL {RETURNS})
           WHERE at >= ? AND at < ? AND (? IS NULL OR mchid = ?) ORDER BY at"""  # noqa: S608


def write(desk, said, start, end):
    """said: sub_mchid; without it all sub-merchants. Empty if nothing was split or came back on the day."""
    sub = said.get("sub_mchid") and desk.merchant(said["sub_mchid"])
    found = desk.books.all(BOTH, start, end, sub, sub)
    if not found:
        return ""
    sums = [sum(one["amount"] for one in found if one["kind"] == kind) for kind in ("分账", "分账回退")]
    rows = [line(desk, one) for one in found]
    return table(COLUMNS.split(","), rows) + f"{SUMMARY}\n" + row([len(found), *map(yuan, sums)])


def line(desk, one):
    return {
        "分账时间": moment(one["at"]),
        "分账发起方": desk.keys.mchid,
        "分账方": one["mchid"],
        "微信订单号": one["transaction_id"],
        "微信分账/回退单号": one["no"],
        "分账明细单号": one["detail_id"],
        "商户分账/回退单号": one["voucher"],
        "订单金额": yuan(one["total"]),
        "分账接收方": one["account"],
        "分账金额": yuan(one["amount"]),
        "业务类型": one["kind"],
        "处理状态": "成功",
        "分账描述": one["description"],
        "备注": "",
    }
