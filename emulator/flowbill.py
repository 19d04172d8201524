"""The bill of the platform's own account: every move, but for what only went from frozen to available."""

from .lines import moment, row, table, yuan
from .refusal import bad_parameter

COLUMNS = (
    "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),"
    "资金变更提交申请人,备注,业务凭证号"
)
SUMMARY = "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额"
WITHIN = "解冻"


def write(desk, said, start, end):
    """Empty if no money moved on the day."""
    if said.get("account_type", "BASIC") != "BASIC":
        raise bad_parameter("account_type")
    sql = "SELECT * FROM moves WHERE mchid = ? AND at < ? AND name != ? ORDER BY at, id"
    lines, balance = [], 0
    for move in desk.books.all(sql, desk.keys.mchid, end, WITHIN):
        balance += move["amount"]
        if move["at"] >= start:
            lines.append((move, balance))
    if not lines:
        return ""
    amounts = [move["amount"] for move, _ in lines]
    income, spent = (
        [amount for amount in amounts if amount > 0],
        [-amount for amount in amounts if amount < 0],
    )
    summary = [len(lines), len(income), yuan(sum(income)), len(spent), yuan(sum(spent))]
    rows = [line(desk, move, after) for move, after in lines]
    return table(COLUMNS.split(","), rows) + f"{SUMMARY}\n" + row(summary)


def line(desk, move, after):
    return {
        "记账时间": moment(move["at"]),
        "微信支付业务单号": move["no"],
        "资金流水单号": f"{move['id']:020}",
        "业务名称": move["name"],
        "业务类型": move["name"],
        "收支类型": "收入" if move["amount"] > 0 else "支出",
        "收支金额(元)": yuan(abs(move["amount"])),
        "账户结余(元)": yuan(after),
        "资金变更提交申请人": f"{desk.keys.mchid}API",
        "备注": "",
        "业务凭证号": move["voucher"],
    }
