"""The real shop beside the model: every verb is done to both, and after each step they must agree.

An example gets a shop of its own in a database whose commits are real. Time passes by moving deadline columns.
"""

from datetime import timedelta

import pytest
from django.db.models import Case, F, Sum, When
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from accounts.models import Address, User
from gifts import giving_back, sending
from gifts.acceptance import accept
from gifts.models import Gift
from gifts.refusals import REFUSALS_BY_STATE, Expired, SwapNotPossible
from giftshop import deadlines
from giftshop.clock import db_now
from giftshop.refusals import IllegalTransition
from orders import checkout, fulfilment
from orders.models import AfterSale, Order, SplitLine
from payments import attempts, ledger
from payments.models import Attempt, Entry, Payment, Refund, SandboxRefund, SandboxTrade, Split
from payments.providers.sandbox import bank
from payments.refusals import PaymentOver
from sharers.models import Withdrawal
from shops.models import Category, Product, Shop, Variant
from shops.refusals import OutOfStock, ShopSuspended
from tests.books import broken
from tests.machine import model, settlement
from tests.machine.aftersale import ASKED, AfterSaleRules
from tests.machine.picks import PICKS, past, some
from tests.machine.settling import SettlingRules, all_due
from tests.machine.withdrawing import WithdrawingRules

OF_ALL_SHOPS = ["platform_fee", "refund_payable", "provider_clearing"]
REFUNDS_GO = st.sampled_from([*model.ANSWERS, "silently"])
# What the bank does with a withdrawal, and whether the person takes the money.
TAKEN_OUT = [("done", True), ("done", False), ("unanswered", True), ("NAME_NOT_CORRECT", True)]
LEAST = 100  # fen, of which a third can be taken out again and again
SHARES = {}  # shop id → [(payee key, basis points)]: who earns in the shop of the present example


def earners(order, referral):
    return SHARES.get(order.shop_id, [])


class ShopMachine(AfterSaleRules, SettlingRules, WithdrawingRules, RuleBasedStateMachine):
    @initialize(
        stock=st.lists(st.integers(2, 5), min_size=3, max_size=3),
        prices=st.tuples(st.integers(1, 20_000), st.integers(20_001, 900_000)),
        freight=st.sampled_from([0, 1, 1200]),
        gift_freight=st.sampled_from([0, 800]),
        bps=st.sampled_from([333, 0, 1, 2900]),
        refunds_go=st.lists(REFUNDS_GO, min_size=4, max_size=4),
        wanted=st.tuples(ASKED, ASKED),
        split_goes=st.sampled_from([None, *settlement.ANSWERS]),
        taken_out=st.permutations(TAKEN_OUT),
    )
    def open_shop(self, stock, prices, freight, gift_freight, bps, refunds_go, wanted, split_goes, taken_out):
        self.mei, _ = User.objects.get_or_create(email="mei@example.com", defaults={"nickname": "Mei"})
        self.bo, _ = User.objects.get_or_create(email="bo@example.com", defaults={"nickname": "Bo"})
        count = Shop.objects.count()
        self.shop = Shop.objects.create(
            code=f"shop-{count}",
            name=f"Shop {count}",
            freight_fen=freight,
            gift_freight_fen=gift_freight,
            aftersale_address="龙井路 1 号",
        )
        product = Product.objects.create(
            shop=self.shop,
            handle="tea",
            title="Tea",
            option_names=["Size"],
            category=Category.objects.get(slug="tea"),
        )
        both, dear = prices
        variants = [
            Variant.objects.create(product=product, name=name, option_values=[name], price_fen=fen, stock=n)
            for name, fen, n in zip("ABC", [both, both, dear], stock, strict=True)
        ]
        self.lin = User.objects.create_user(f"lin-{count}@example.com", nickname="Lin")
        self.openid = f"lin-{count}"
        self.payee = SplitLine.payee_of(self.lin)
        if bps:
            SHARES[self.shop.pk] = [(self.payee, bps)]
        self.model = model.Shop(
            stock={variant.pk: variant.stock for variant in variants},
            prices={variant.pk: variant.price_fen for variant in variants},
            freight=freight,
            gift_freight=gift_freight,
            commission_bps=bps,
        )
        self.before = self.sums()
        # Something to begin with: otherwise most examples never get beyond paying.
        for number, refund_goes in enumerate(refunds_go):
            self.place(number % 2, 1, number != 3)
            self.paid(list(self.model.sales.values())[-1], refund_goes)
        # And something to quarrel about.
        gift, another, *_gifts, own = self.model.sales.values()
        self.take(gift)
        for sale, what in zip([gift, own], wanted, strict=True):
            self.moved("ship", sale)
            self.model.ship(sale)
            self.ask_of(sale, **what)
        if split_goes:
            self.backstop(own)
            self.carry_splits_out(split_goes)
        # And something to take out.
        self.earn(another)
        for goes, taken in taken_out if self.model.sharer >= LEAST else []:
            self.take_commission_out(3, 0)
            self.carry_withdrawals_out(goes)
            if self.model.under_way:
                self.end_a_withdrawal(taken)

    def earn(self, sale):
        self.take(sale)
        self.moved("ship", sale)
        self.model.ship(sale)
        self.backstop(sale)

    def teardown(self):
        """What is still open is not the next example's."""
        later = db_now() + timedelta(days=1)
        Refund.objects.update(next_try_at=later)
        Split.objects.update(next_try_at=later)
        Withdrawal.objects.update(next_try_at=later)
        Gift.objects.filter(state="pending").update(deadline_at=later, expire_after=later, remind_at=None)
        AfterSale.objects.filter(due_at__isnull=False).update(due_at=later)
        Shop.objects.filter(state="suspended").update(state="active")

    # --- Choosing ----------------------------------------------------------------------------------------------------

    def pick(self, number, **columns):
        sales = self.model.where(**columns)
        return sales[number % len(sales)]

    def variant(self, number):
        return list(self.model.stock)[number % 3]

    def payment(self, sale):
        return Payment.objects.get(orders=sale.pk)

    def gift(self, sale):
        return Gift.objects.get(order=sale.pk).pk

    def address(self):
        return Address(
            consignee="王小波",
            phone="+8613800138000",
            province="浙江省",
            city="杭州市",
            district="西湖区",
            detail="文三路 100 号",
        )

    # --- Placing and paying ------------------------------------------------------------------------------------------

    @rule(number=PICKS, quantity=st.integers(1, 3), gift=st.booleans())
    def place(self, number, quantity, gift):
        variant = self.variant(number)
        quantity = 1 if gift else quantity
        if refusal := self.placing_is_refused(variant, quantity):
            with pytest.raises(refusal):
                self.placed(variant, quantity, gift)
        else:
            order = self.placed(variant, quantity, gift)
            self.model.place(order.pk, "gift" if gift else "own", variant, quantity)

    def placing_is_refused(self, variant, quantity):
        if self.model.suspended:
            return ShopSuspended
        return OutOfStock if self.model.stock[variant] < quantity else None

    def placed(self, variant, quantity, gift):
        what = {"variant_id": variant, "price_fen": self.model.prices[variant]}
        if gift:
            return sending.send(giver=self.mei, **what).order
        return checkout.place(buyer=self.mei, quantity=quantity, address=self.address(), **what)

    @rule(number=PICKS, refunds_go=REFUNDS_GO)
    @precondition(lambda self: not self.model.suspended)
    def send_a_gift(self, number, refunds_go):
        """Placed and paid in one step, so that much can happen to it afterwards."""
        before = len(self.model.sales)
        self.place(number, 1, True)
        if len(self.model.sales) > before:
            self.paid(list(self.model.sales.values())[-1], refunds_go)

    @rule(number=PICKS)
    @some(payment="pending")
    def start_attempt(self, number):
        self.started(self.pick(number, payment="pending"))

    def started(self, sale):
        """The live attempt, made if there is none."""
        self.payment(sale).start_attempt(method="sandbox")
        if not sale.live:
            newest = Attempt.objects.filter(payment__orders=sale.pk).latest("pk")
            sale.attempts.append(model.Attempt(newest.number))
        return sale.live

    @precondition(lambda self: [sale for sale in self.model.sales.values() if sale.payment != "pending"])
    @rule(number=PICKS)
    def start_attempt_when_it_is_over(self, number):
        over = [sale for sale in self.model.sales.values() if sale.payment != "pending"]
        with pytest.raises(PaymentOver):
            self.payment(over[number % len(over)]).start_attempt(method="sandbox")

    @rule(number=PICKS, refunds_go=REFUNDS_GO)
    @some(payment="pending")
    def pay(self, number, refunds_go):
        self.paid(self.pick(number, payment="pending"), refunds_go)

    def paid(self, sale, refunds_go):
        attempt = self.started(sale)
        attempt.refunds_go = refunds_go
        assert bank.pay(attempt.number, refunds_go=refunds_go)
        assert self.payment(sale).refresh() == "paid"
        self.model.money(sale, attempt, self.pk(attempt), sale.total)

    def pk(self, attempt):
        return Attempt.objects.get(number=attempt.number).pk

    @rule(number=PICKS, off=st.sampled_from([1, 100, -1]), refunds_go=REFUNDS_GO)
    @some(payment="pending")
    def pay_a_wrong_amount(self, number, off, refunds_go):
        sale = self.pick(number, payment="pending")
        fen = sale.total + off
        if fen <= 0:
            return
        attempt = self.started(sale)
        attempt.refunds_go = refunds_go
        SandboxTrade.objects.filter(number=attempt.number).update(amount_fen=fen)
        assert bank.pay(attempt.number, refunds_go=refunds_go)
        assert self.payment(sale).refresh() == "pending"
        self.model.money(sale, attempt, self.pk(attempt), fen)

    @rule(number=PICKS)
    @some(payment="pending")
    def fail_to_pay(self, number):
        sale = self.pick(number, payment="pending")
        attempt = self.started(sale)
        assert bank.fail(attempt.number)
        assert self.payment(sale).refresh() == "pending"
        attempt.state = "failed"

    def dead_attempts(self):
        """(sale, attempt) of which nobody expects money any more."""
        return [
            (sale, attempt)
            for sale in self.model.sales.values()
            for attempt in sale.attempts
            if attempt.state in {"failed", "closed"}
        ]

    @precondition(lambda self: self.dead_attempts())
    @rule(number=PICKS, refunds_go=REFUNDS_GO)
    def money_comes_all_the_same(self, number, refunds_go):
        """By an attempt that had failed or was closed: late, or a second one, or just in time after all."""
        dead = self.dead_attempts()
        sale, attempt = dead[number % len(dead)]
        attempt.refunds_go = refunds_go
        now = db_now()
        SandboxTrade.objects.filter(number=attempt.number).update(
            state="paid", paid_at=now, told_at=now, refunds_go=refunds_go
        )
        self.settled(attempt.number, sale.total)
        self.model.money(sale, attempt, self.pk(attempt), sale.total)

    @precondition(lambda self: any(a.received for s in self.model.sales.values() for a in s.attempts))
    @rule(number=PICKS)
    def the_same_money_is_told_again(self, number):
        told = [a for sale in self.model.sales.values() for a in sale.attempts if a.received]
        attempt = told[number % len(told)]
        self.settled(attempt.number, attempt.received)

    def settled(self, number, fen):
        trade = SandboxTrade.objects.get(number=number)
        attempts.settle(number, transaction_id=trade.transaction_id, amount_fen=fen, paid_at=trade.paid_at)

    @rule(number=PICKS, lapsed=st.booleans(), paid_meanwhile=st.booleans())
    @some(payment="pending")
    def close(self, number, lapsed, paid_meanwhile):
        sale = self.pick(number, payment="pending")
        payment = self.payment(sale)
        if paid_meanwhile:
            attempt = self.started(sale)
            assert bank.pay(attempt.number)
        if lapsed:
            Payment.objects.filter(pk=payment.pk).update(lapse_at=past())
            deadlines.run("payments.lapse")
        else:
            payment.close(reason="cancelled")
        if paid_meanwhile:
            self.model.money(sale, attempt, self.pk(attempt), sale.total)
        else:
            self.model.close(sale)

    # --- The gift ----------------------------------------------------------------------------------------------------

    @rule(number=PICKS, swap=st.sampled_from([None, 0, 1, 1, 0, 2]), guest=st.booleans())
    @some(gift="pending", kind="gift")
    def accept(self, number, swap, guest):
        sale = self.pick(number, gift="pending", kind="gift")
        variant = None if swap is None else self.variant(swap)
        what = {"by": None if guest else self.bo, "address": self.address(), "variant_id": variant}
        if refusal := self.accepting_is_refused(sale, variant):
            with pytest.raises(refusal):
                accept(self.gift(sale), **what)
        else:
            accept(self.gift(sale), **what)
            self.model.accept(sale, variant)

    def take(self, sale):
        """By a guest, as it is."""
        accept(self.gift(sale), by=None, address=self.address())
        self.model.accept(sale, None)

    def accepting_is_refused(self, sale, variant):
        if sale.overdue:
            return Expired
        if variant in {None, sale.variant}:
            return None
        possible = self.model.prices[variant] == sale.price and self.model.stock[variant] > 0
        return None if possible else SwapNotPossible

    @rule(number=PICKS)
    @some(kind="gift")
    def decline(self, number):
        """At any time, also when there is nothing to decline. A gift past its deadline may still be declined."""
        sale = self.pick(number, kind="gift")
        if sale.gift == "pending":
            giving_back.decline(self.gift(sale), by=self.bo)
            self.model.give_back(sale, "declined")
        else:
            with pytest.raises(REFUSALS_BY_STATE[sale.gift]):
                giving_back.decline(self.gift(sale), by=self.bo)

    @rule(number=PICKS)
    @some(gift="pending", kind="gift")
    def let_a_deadline_pass(self, number):
        sale = self.pick(number, gift="pending", kind="gift")
        Gift.objects.filter(order=sale.pk).update(deadline_at=past(), expire_after=past(), remind_at=None)
        sale.overdue = True

    @some(gift="pending", kind="gift", overdue=True)
    @rule()
    def expire(self):
        deadlines.run("gifts.expire")
        for sale in self.model.where(gift="pending", kind="gift", overdue=True):
            self.model.give_back(sale, "expired")

    @rule(suspended=st.booleans())
    @some(kind="gift")
    def suspend_or_reinstate(self, suspended):
        if suspended == self.model.suspended:
            with pytest.raises(IllegalTransition):
                self.shop.suspend() if suspended else self.shop.reinstate()
            return
        self.shop.suspend() if suspended else self.shop.reinstate()
        self.model.suspended = suspended
        if suspended:
            self.taken_back()

    @some(gift="pending", kind="gift")
    @rule()
    def take_back_what_a_suspended_shop_was_paid_for_late(self):
        deadlines.run("gifts.take_back")
        if self.model.suspended:
            self.taken_back()

    def taken_back(self):
        for sale in self.model.where(gift="pending", kind="gift"):
            self.model.give_back(sale, "suspended")

    # --- The parcel and its money ------------------------------------------------------------------------------------

    @rule(number=PICKS, verb=st.sampled_from(["ship", "confirm", "withdraw"]))
    @precondition(lambda self: self.model.sales)
    def move_what_may_not_be_moved(self, number, verb):
        starts = {"ship": "to_ship", "confirm": "shipped", "withdraw": "to_ship"}
        sale = self.pick(number)
        if sale.state != starts[verb]:
            with pytest.raises(IllegalTransition):
                self.moved(verb, sale)

    def moved(self, verb, sale, left=0):
        if verb == "ship":
            fulfilment.ship(sale.pk, carrier="SF", tracking_number="SF1234567890")
        elif verb == "confirm":
            fulfilment.confirm(sale.pk)
        else:
            fulfilment.withdraw(sale.pk, stock_left=left)

    @rule(number=PICKS)
    @some(state="to_ship")
    def ship(self, number):
        sale = self.pick(number, state="to_ship")
        self.moved("ship", sale)
        self.model.ship(sale)

    @rule(number=PICKS, left=st.integers(0, 3))
    @some(state="to_ship")
    def withdraw(self, number, left):
        sale = self.pick(number, state="to_ship")
        self.moved("withdraw", sale, left)
        self.model.withdraw(sale, left)

    @rule(number=PICKS, by_itself=st.booleans())
    @some(state="shipped")
    def confirm(self, number, by_itself):
        sale = self.pick(number, state="shipped")
        if by_itself:
            self.let_pass(sale, "confirm_due_at", "orders.confirm")
        else:
            self.moved("confirm", sale)
        if not (by_itself and sale.dispute):
            sale.state = "completed"

    @rule(number=PICKS)
    @some(state="completed", released=False)
    def release(self, number):
        sale = self.pick(number, state="completed", released=False)
        self.let_pass(sale, "release_due_at", "orders.release")
        if not sale.is_held_up:
            self.model.release(sale)

    @staticmethod
    def let_pass(sale, column, sweep):
        """The deadline is over when the sweep looks, and only then: what stops it now may be over later."""
        before = Order.objects.values_list(column, flat=True).get(pk=sale.pk)
        Order.objects.filter(pk=sale.pk).update(**{column: past()})
        deadlines.run(sweep)
        Order.objects.filter(pk=sale.pk).update(**{column: before})

    @rule(number=PICKS)
    @some(payment="paid")
    def reach_day_29(self, number):
        """Of an order that is over, or still waits for its friend, the backstop wants nothing."""
        self.backstop(self.pick(number, payment="paid"))

    def backstop(self, sale):
        due = sale.state in {"to_ship", "shipped", "completed"} and not sale.released
        self.let_pass(sale, "backstop_at", "orders.backstop")
        if due:
            self.model.backstop(sale)

    # --- Refunds -----------------------------------------------------------------------------------------------------

    @precondition(lambda self: self.model.refund_payable)
    @rule(slow_is_over=st.booleans())
    def carry_refunds_out(self, slow_is_over):
        # Not by the bank's own clock: on a slow machine a life takes longer than a slow refund.
        SandboxRefund.objects.update(done_at=past() if slow_is_over else db_now() + timedelta(hours=1))
        refunds = Refund.objects.filter(payment__shop=self.shop)
        refunds.update(asked_at=F("asked_at") - timedelta(hours=1))
        all_due(refunds)
        deadlines.run("payments.refunds")
        asked = set()
        for refund in self.model.refunds.values():
            refund.ask(asked, slow_is_over=slow_is_over)

    @precondition(lambda self: self.model.refund_payable)
    @rule()
    def the_bank_gets_better(self):
        SandboxTrade.objects.update(refunds_go="at_once")
        for sale in self.model.sales.values():
            for attempt in sale.attempts:
                attempt.refunds_go = "at_once"

    # --- They agree --------------------------------------------------------------------------------------------------

    @invariant()
    def states_agree(self):
        rows = Order.objects.filter(shop=self.shop).values_list(
            "pk", "state", "payment__state", "released_at"
        )
        assert {pk: (state, paid, bool(at)) for pk, state, paid, at in rows} == {
            sale.pk: (sale.state, sale.payment, sale.released) for sale in self.model.sales.values()
        }
        gifts = Gift.objects.filter(order__shop=self.shop).values_list("order", "state")
        assert dict(gifts) == {sale.pk: sale.gift for sale in self.model.where(kind="gift")}

    @invariant()
    def stock_agrees(self):
        stock = Variant.objects.filter(product__shop=self.shop).values_list("pk", "stock")
        assert dict(stock) == self.model.stock

    @invariant()
    def refunds_agree(self):
        rows = Refund.objects.filter(payment__shop=self.shop)
        assert {(row.subject, row.cause): (row.amount_fen, row.merchant_fen, row.state) for row in rows} == {
            key: (refund.amount, refund.merchant, refund.state) for key, refund in self.model.refunds.items()
        }

    @invariant()
    def books_agree(self):
        escrows = ledger.balances("escrow", [f"order:{pk}" for pk in self.model.sales])
        assert escrows == {f"order:{sale.pk}": sale.escrow for sale in self.model.sales.values()}
        held = ledger.balances("platform_held", [f"order:{pk}" for pk in self.model.sales])
        assert held == {f"order:{sale.pk}": sale.held for sale in self.model.sales.values()}
        assert ledger.balance("merchant_payable", f"shop:{self.shop.pk}") == self.model.merchant
        assert ledger.balance("merchant_receivable", f"shop:{self.shop.pk}") == self.model.receivable
        assert ledger.balance("sharer_payable", self.payee) == self.model.sharer
        assert {kind: fen - self.before[kind] for kind, fen in self.sums().items()} == {
            "platform_fee": self.model.platform,
            "refund_payable": self.model.refund_payable,
            "provider_clearing": self.model.clearing,
        }

    @staticmethod
    def sums():
        signed = Case(When(side=F("account__normal_side"), then="amount"), default=-F("amount"))
        entries = Entry.objects.filter(account__kind__in=OF_ALL_SHOPS)
        return dict.fromkeys(OF_ALL_SHOPS, 0) | dict(
            entries.values_list("account__kind").annotate(fen=Sum(signed))
        )

    @invariant()
    def nothing_is_broken(self):
        assert not broken()
