"""The two banks behind one set of handles: what a payer, a bank clerk and a postman would do there."""

from datetime import timedelta

from django.db.models import F

from payments.models import SandboxNotice, SandboxRefund, SandboxTrade, SandboxTransfer
from payments.providers.sandbox import bank, notices, transfers
from payments.providers.sandbox.provider import Sandbox
from payments.providers.wechat.provider import WeChat
from tests.wechat import MERCHANT

Go = SandboxTrade.Refunds


class SandboxBank:
    provider, method, merchant = Sandbox(), "sandbox", ""

    def pay(self, number):
        assert bank.pay(number)

    def pass_time(self, seconds):
        """It has no rules about time."""

    def next_refund_ends(self, number, state):
        SandboxTrade.objects.filter(number=number).update(refunds_go=Go(state))

    def run_out_of_money(self, number):
        SandboxTrade.objects.filter(number=number).update(refunds_go=Go.NOT_ENOUGH)

    def given_back(self, number):
        done = SandboxRefund.objects.filter(trade__number=number, state=SandboxRefund.State.SUCCESS)
        return sum(refund.amount_fen for refund in done)

    def platform_has(self, number):
        trade = SandboxTrade.objects.get(number=number)
        return sum(s.amount_fen if s.of_id is None else -s.amount_fen for s in trade.splits.all())

    def notices(self):
        return [notices.signed(notice) for notice in SandboxNotice.objects.order_by("pk")]

    def platform_earns(self, fen):
        """It pays from a pocket that is never empty."""

    def person_takes(self, number):
        assert transfers.take(number)

    def a_day_passes(self):
        past = F("made_at") - timedelta(hours=25)
        SandboxTransfer.objects.update(made_at=past)

    def days_pass(self):
        """The bill is there at once."""


class WeChatBank:
    provider, method = WeChat(), "native"

    def __init__(self, wechat, box, *, is_partner):
        self.wechat, self.box, self.is_partner = wechat, box, is_partner
        self.merchant = MERCHANT if is_partner else ""

    def pay(self, number):
        self.wechat.control.pay(number)

    def pass_time(self, seconds):
        self.wechat.control.advance(seconds)

    def next_refund_ends(self, number, state):
        self.wechat.control.refund(state.upper())

    def run_out_of_money(self, number):
        """Of a trade whose frozen money is divided, and whose merchant has taken the rest away."""
        mchid = self.merchant or self.wechat.keys.mchid
        self.wechat.control.balance(mchid, 0)

    def given_back(self, number):
        books = self.wechat.control.books()
        trade = next(trade for trade in books["trades"] if trade["out_trade_no"] == number)
        same = [r for r in books["refunds"] if r["transaction_id"] == trade["transaction_id"]]
        return sum(refund["amount"] for refund in same if refund["status"] == "SUCCESS")

    def platform_has(self, number):
        return self.wechat.control.books()["balances"].get(self.wechat.keys.mchid, {}).get("available", 0)

    def notices(self):
        self.wechat.deliver_due()
        return self.box.take()

    def platform_earns(self, fen):
        self.wechat.control.balance(self.wechat.keys.mchid, fen)

    def person_takes(self, number):
        self.wechat.control.confirm(number)

    def a_day_passes(self):
        self.wechat.control.advance(25 * 3600)

    def days_pass(self):
        self.wechat.control.advance(60 * 3600)
