"""After-sale beside the model: asked for, answered, posted, appealed, or left to its deadline."""

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from giftshop import deadlines
from giftshop.refusals import IllegalTransition
from orders.aftersale import answering, asking, goodwill, proposing
from orders.aftersale.reasons import MERCHANTS_FAULT
from orders.models import AfterSale, Order
from orders.refusals import (
    AfterSaleNotPossible,
    AfterSaleOpen,
    AfterSaleOver,
    AmountNotPossible,
    NoReturns,
    NotReleased,
    TooManyAfterSales,
)
from tests.machine.picks import PICKS, past

ASKED = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["refund", "return"]),
        "reason": st.sampled_from(["not_wanted", "damaged"]),
        "part": st.sampled_from([None, None, 1, 2, 5000]),
    }
)
SETTLING = {"to_ship", "shipped", "completed"}


def disputed(*states):
    """A precondition: there is a sale with an open after-sale in one of `states`."""
    return precondition(lambda self: self.with_dispute(*states))


class AfterSaleRules:
    def with_dispute(self, *states):
        sales = self.model.sales.values()
        return [sale for sale in sales if sale.dispute and sale.dispute.state in states]

    def one_of(self, number, *states):
        sales = self.with_dispute(*states)
        return sales[number % len(sales)]

    def settling(self):
        return [sale for sale in self.model.sales.values() if sale.state in SETTLING]

    @precondition(lambda self: self.settling())
    @rule(number=PICKS, what=ASKED)
    def ask(self, number, what):
        self.ask_of(self.settling()[number % len(self.settling())], **what)

    def ask_of(self, sale, kind, reason, part):
        Order.objects.filter(pk=sale.pk).update(locked_until=None)
        if refusal := self.asking_is_refused(sale, kind, part):
            with pytest.raises(refusal):
                self.asked(sale, kind, reason, part)
        else:
            aftersale = self.asked(sale, kind, reason, part)
            goods = sale.goods_left if part is None else part
            self.model.ask(sale, aftersale.pk, kind, goods, reason in MERCHANTS_FAULT)

    def asked(self, sale, kind, reason, part):
        return asking.request(sale.pk, by=None, kind=kind, reason=reason, goods_fen=part)

    def asking_is_refused(self, sale, kind, part):
        whole_or_less = part is None or part == sale.goods_left
        refusals = [
            (sale.released, AfterSaleOver),
            (kind == "return" and sale.state == "to_ship", NoReturns),
            (sale.dispute, AfterSaleOpen),
            (len(sale.disputes) >= 5, TooManyAfterSales),
            (part and part > sale.goods_left, AmountNotPossible),
            (sale.state == "to_ship" and not whole_or_less, AmountNotPossible),
        ]
        return next((refusal for refused, refusal in refusals if refused), None)

    @precondition(lambda self: [s for s in self.model.sales.values() if s.state not in SETTLING])
    @rule(number=PICKS)
    def ask_where_there_is_nothing_to_ask(self, number):
        sales = [sale for sale in self.model.sales.values() if sale.state not in SETTLING]
        with pytest.raises(AfterSaleNotPossible):
            self.asked(sales[number % len(sales)], "refund", "other", None)

    @disputed("requested", "appealed")
    @rule(number=PICKS, at_fault=st.booleans())
    def say_yes(self, number, at_fault):
        sale = self.one_of(number, "requested", "appealed")
        answering.approve(sale.dispute.pk, by=self.mei, at_fault=at_fault)
        self.model.grant(sale, at_fault)

    @disputed("requested", "appealed")
    @rule(number=PICKS)
    def say_no(self, number):
        sale = self.one_of(number, "requested", "appealed")
        final = sale.dispute.state == "appealed"
        verb = answering.dismiss if final else answering.reject
        verb(sale.dispute.pk, by=self.mei, words="不")
        if sale.dispute.kept_back and not final:
            sale.dispute.state = "appealed"
        else:
            self.model.end(sale, "rejected", is_final=final)

    def rejected(self):
        sales = self.model.sales.values()
        return [(sale, d) for sale in sales for d in sale.disputes if d.state == "rejected"]

    @precondition(lambda self: self.rejected())
    @rule(number=PICKS)
    def appeal(self, number):
        sale, dispute = self.rejected()[number % len(self.rejected())]
        impossible = (
            sale.released or sale.state not in SETTLING or dispute.is_final or sale.dispute
        ) or dispute.goods > sale.goods_left
        if impossible:
            with pytest.raises(Exception, match="after-sale|amount-not-possible"):
                asking.appeal(dispute.pk, words="看照片")
        else:
            asking.appeal(dispute.pk, words="看照片")
            self.model.appeal(dispute, sale)

    @disputed("requested", "appealed", "returning")
    @rule(number=PICKS)
    def withdraw_it(self, number):
        sale = self.one_of(number, "requested", "appealed", "returning")
        if sale.dispute.state == "returning":
            with pytest.raises(IllegalTransition):
                asking.withdraw(sale.dispute.pk)
        else:
            asking.withdraw(sale.dispute.pk)
            self.model.end(sale, "withdrawn")

    @disputed("approved")
    @rule(number=PICKS)
    def post_back(self, number):
        sale = self.one_of(number, "approved")
        asking.post_back(sale.dispute.pk, carrier="SF", tracking_number="SF1234567890")
        sale.dispute.state = "returning"

    @disputed("returning")
    @rule(number=PICKS)
    def receive(self, number):
        sale = self.one_of(number, "returning")
        answering.receive(sale.dispute.pk, by=self.mei)
        self.model.pay_back(sale)

    @disputed("requested", "approved", "returning")
    @rule(number=PICKS)
    def say_nothing(self, number):
        sale = self.one_of(number, "requested", "approved", "returning")
        AfterSale.objects.filter(pk=sale.dispute.pk).update(due_at=past())
        deadlines.run("orders.aftersales")
        if sale.dispute.state == "requested":
            self.model.grant(sale, False)
        elif sale.dispute.state == "approved":
            self.model.end(sale, "closed")
        else:
            self.model.pay_back(sale)

    @precondition(lambda self: self.model.where(state="to_ship"))
    @rule(number=PICKS)
    def take_back_what_is_overdue(self, number):
        sale = self.pick(number, state="to_ship")
        due = Order.objects.get(pk=sale.pk).ship_due_at
        Order.objects.filter(pk=sale.pk).update(ship_due_at=due - proposing.settings.OVERDUE_AFTER * 3)
        aftersale = proposing.refund_overdue(sale.pk, by=self.mei)
        if not sale.dispute:
            self.model.ask(sale, aftersale.pk, "refund", sale.goods_left, False)
        self.model.grant(sale, False)

    @precondition(lambda self: self.model.sales)
    @rule(number=PICKS, fen=st.sampled_from([1, 77, 5000]))
    def be_kind(self, number, fen):
        sale = self.pick(number)
        if not sale.released or fen > sale.goods_left:
            with pytest.raises(NotReleased):
                goodwill.refund_released(sale.pk, by=self.mei, goods_fen=fen)
        elif sale.dispute:
            with pytest.raises(AfterSaleOpen):
                goodwill.refund_released(sale.pk, by=self.mei, goods_fen=fen)
        else:
            goodwill.refund_released(sale.pk, by=self.mei, goods_fen=fen)
            self.model.be_kind(sale, fen)

    @invariant()
    def aftersales_agree(self):
        rows = AfterSale.objects.filter(order__shop=self.shop)
        assert {row.pk: (row.state, row.goods_fen, row.freight_fen, row.kept_back) for row in rows} == {
            d.pk: (d.state, d.goods, d.freight, d.kept_back)
            for sale in self.model.sales.values()
            for d in sale.disputes
        }
        back = Order.objects.filter(shop=self.shop).values_list("pk", "goods_back_fen")
        assert dict(back) == {sale.pk: sale.goods_back for sale in self.model.sales.values()}
