"""The page on which somebody pays, in place of WeChat's own."""

from html import escape
from pathlib import Path
from string import Template
from urllib.parse import parse_qs, urlsplit

from . import trades
from .lines import yuan
from .messages import Answer
from .refusal import Refusal

PAGE = Template(Path(__file__).with_name("cashier.html").read_text())
BUTTONS = """<button name="act" value="pay">支付</button>
      <button name="act" value="cancel" class="plain">取消</button>"""


def show(desk, request):
    """GET /cashier/{prepay_id} or /cashier?code_url="""
    trade = find(desk, request)
    return (
        page(trade, "", BUTTONS) if trade["state"] == "NOTPAY" else page(trade, trades.STATES[trade["state"]])
    )


def act(desk, request):
    """POST to the same address: pay or cancel, and back to redirect_url if there is one."""
    trade = find(desk, request)
    said = "已取消"
    if parse_qs(request.text).get("act") == ["pay"]:
        try:
            trades.pay(desk, trade)
        except Refusal as refusal:
            return page(trade, refusal.message)
        said = "支付成功"
    back = request.query.get("redirect_url", "")
    if urlsplit(back).scheme in {"http", "https"}:
        return Answer(303, headers={"Location": back})
    return page(trade, said)


def find(desk, request):
    if "prepay_id" in request.named:
        trade = by_prepay_id(desk, request.named["prepay_id"])
    else:
        trade = by_code_url(desk, request.query.get("code_url", ""))
    if not trade:
        raise Refusal(404, "ORDER_NOT_EXIST", "订单不存在")
    return trade


def by_prepay_id(desk, prepay_id):
    return desk.books.one("SELECT * FROM trades WHERE prepay_id = ?", prepay_id)


def by_code_url(desk, code_url):
    return desk.books.one("SELECT * FROM trades WHERE code = ?", code_url.partition("pr=")[2])


def page(trade, said, buttons=""):
    text = PAGE.substitute(
        title=escape(trade["description"]),
        amount=yuan(trade["total"]),
        number=escape(trade["out_trade_no"]),
        said=escape(said),
        buttons=buttons,
    )
    headers = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
    return Answer(200, text.encode(), headers)
