from datetime import timedelta
from itertools import count

import pytest

from giftshop.clock import db_now
from payments.providers.base import Order, RefundOrder, SplitOrder
from tests.letterbox import Letterbox
from tests.payments.contract.banks import SandboxBank, WeChatBank
from tests.wechat import at_wechat


class Counter:
    """The shop's side of the counter: orders, refunds and splits as the shop would ask for them."""

    def __init__(self, bank, notify_url):
        self.bank, self.provider, self.notify_url = bank, bank.provider, notify_url
        self._numbers = count(1)

    def order(self, number=None, amount_fen=8800, **changes):
        wanted = {
            "number": number or f"TEST{next(self._numbers):08d}-1",
            "method": self.bank.method,
            "merchant": self.bank.merchant,
            "amount_fen": amount_fen,
            "title": "明前龙井 罐装",
            "shop_name": "茶语小铺",
            "return_url": "https://shop.example/done",
            "notify_url": self.notify_url,
            "expires_at": db_now() + timedelta(minutes=30),
        }
        return Order(**wanted | changes)

    def opened(self, amount_fen=8800):
        order = self.order(amount_fen=amount_fen)
        self.provider.open(order)
        return order.number

    def paid(self, amount_fen=8800):
        number = self.opened(amount_fen)
        self.bank.pay(number)
        return number

    def query(self, number):
        return self.provider.query(number, self.bank.merchant)

    def close(self, number):
        return self.provider.close(number, self.bank.merchant)

    def refund_order(self, trade, amount_fen=8800, number="R1-1", total_fen=8800):
        return RefundOrder(
            number=number,
            trade_number=trade,
            merchant=self.bank.merchant,
            amount_fen=amount_fen,
            total_fen=total_fen,
            reason="expired",
            notify_url=self.notify_url,
        )

    def refund(self, trade, amount_fen=8800, number="R1-1", total_fen=8800):
        self.bank.pass_time(61)
        return self.provider.refund(self.refund_order(trade, amount_fen, number, total_fen))

    def refund_query(self, number="R1-1"):
        return self.provider.refund_query(number, self.bank.merchant)

    def split_order(self, trade, amount_fen=88, number="S1"):
        return SplitOrder(
            number=number,
            trade_number=trade,
            transaction_id=self.query(trade).transaction_id,
            merchant=self.bank.merchant,
            amount_fen=amount_fen,
        )

    def split(self, trade, amount_fen=88, number="S1"):
        self.bank.pass_time(61)
        return self.provider.split(self.split_order(trade, amount_fen, number))


@pytest.fixture(params=["sandbox", "wechat-partner", "wechat-direct"])
def counter(request, db, monkeypatch, settings):
    if request.param == "sandbox":
        yield Counter(SandboxBank(), "http://127.0.0.1:9/notices")
        return
    mode = request.param.removeprefix("wechat-")
    with Letterbox() as box, at_wechat(monkeypatch, settings, mode=mode) as wechat:
        yield Counter(WeChatBank(wechat, box, is_partner=mode == "partner"), box.url)
