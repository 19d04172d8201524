"""From the payment at the pretend bank to the last fen: whom it gave what, whatever was disputed and in which order
the sweeps came.
"""

from datetime import timedelta
from itertools import islice

from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giftshop import deadlines
from giftshop.clock import db_now
from giftshop.money import share
from orders import checkout, fulfilment
from orders.aftersale import answering, asking, goodwill
from orders.models import SplitLine
from payments import ledger
from payments.models import Payment, Refund, SandboxRefund, SandboxTrade, Split
from payments.providers.sandbox import bank
from shops.models import Shop, Variant
from tests.books import broken
from tests.orders.aftersale.conftest import TRACKING, make_due, now

PERCENT = st.integers(1, 100)
SWEEPS = ["payments.refunds", "payments.splits"]
ROUNDS = 8  # enough for the longest chain: six refunds a minute apart, the split, the return, the last refund


def bought(counter, goods, freight, bps):
    """Shipped, and paid at the bank; a sharer earns `bps`."""
    world = counter.world
    Shop.objects.filter(pk=world.shop.pk).update(freight_fen=freight)
    variant = Variant.objects.create(
        product=world.tea,
        name=f"{Variant.objects.count()}",
        option_values=[f"{Variant.objects.count()}"],
        price_fen=goods,
        stock=1,
    )
    order = checkout.place(
        buyer=world.mei, variant_id=variant.pk, quantity=1, price_fen=goods, address=world.address()
    )
    payment = Payment.objects.get(pk=order.payment_id)
    payment.start_attempt(method="sandbox")
    assert bank.pay(payment.attempts.get().number)
    assert payment.refresh() == "paid"
    SplitLine.objects.create(order=order, payee_key=f"user:{order.pk + 10**9}", bps=bps)
    return fulfilment.ship(order.pk, carrier="SF", tracking_number=TRACKING)


def sweep(name):
    """A minute later."""
    Refund.objects.update(asked_at=F("asked_at") - timedelta(minutes=1))
    for model in (Refund, Split):
        model.objects.filter(state__in=model.OPEN).update(next_try_at=db_now() - timedelta(days=1))
    deadlines.run(name)


def is_open():
    return any(model.objects.filter(state__in=model.OPEN).exists() for model in (Refund, Split))


def clearing():
    return ledger.balance("provider_clearing")


class Life:
    """Of an order that is bought, disputed and divided, while the sweeps come in the order of `sweeps`."""

    def __init__(self, order, wen, sweeps, *, damaged):
        self.order, self.wen, self.sweeps = order, wen, iter(sweeps)
        self.reason = "damaged" if damaged else "not_wanted"

    def asked(self, percent):
        """For so much of what is left of the goods."""
        fen = self.part(percent)
        return asking.request(self.order.pk, by=None, kind="refund", reason=self.reason, goods_fen=fen)

    def part(self, percent):
        return max(1, share(now(self.order).goods_left_fen, percent * 100))

    def give_back(self, parts):
        for percent in parts:
            if now(self.order).state == "shipped":
                answering.approve(self.asked(percent).pk, by=self.wen)

    def dispute(self, percent, *, granted):
        """Open when the money is divided, answered after it."""
        dispute = self.asked(percent) if percent and now(self.order).state == "shipped" else None
        self.meanwhile()
        make_due(self.order, "backstop_at")
        deadlines.run("orders.backstop")
        self.meanwhile()
        if dispute and granted:
            answering.approve(dispute.pk, by=self.wen)
        elif dispute:
            answering.reject(dispute.pk, by=self.wen, words="不")
            if now(dispute).kept_back:
                answering.dismiss(dispute.pk, by=self.wen, words="不")
        self.meanwhile()

    def be_kind(self, percent):
        if percent and now(self.order).released_at and now(self.order).goods_left_fen:
            goodwill.refund_released(self.order.pk, by=self.wen, goods_fen=self.part(percent))

    def meanwhile(self):
        for name in islice(self.sweeps, 2):
            sweep(name)


@given(
    goods=st.integers(1, 1_000_000),
    freight=st.integers(0, 3_000),
    bps=st.integers(1, 2_900),
    parts=st.lists(PERCENT, max_size=3),
    disputed=st.none() | PERCENT,
    granted=st.booleans(),
    kind=st.none() | PERCENT,
    sweeps=st.lists(st.sampled_from(SWEEPS), max_size=6),
    damaged=st.booleans(),
)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_bank_gives_everybody_what_the_ledger_says(
    counter, goods, freight, bps, parts, disputed, granted, kind, sweeps, damaged
):
    before = clearing()
    life = Life(bought(counter, goods, freight, bps), counter.world.wen, sweeps, damaged=damaged)
    life.give_back(parts)
    life.dispute(disputed, granted=granted)
    life.be_kind(kind)
    for name in SWEEPS * ROUNDS:
        if is_open():
            sweep(name)
    all_is_settled(life.order, goods + freight, clearing() - before)


def all_is_settled(order, paid, left):
    order, trade = now(order), SandboxTrade.objects.get(number=order.payment.attempts.get().number)
    assert not is_open()
    platform = sum(s.amount_fen * (-1 if s.of_id else 1) for s in trade.splits.all())
    given_back = sum(SandboxRefund.objects.filter(trade=trade).values_list("amount_fen", flat=True))
    assert trade.amount_fen == paid
    assert left == platform == (order.fee_fen or 0) + (order.splits.get().fen or 0)
    assert given_back == sum(order.refunds.values_list("amount_fen", flat=True)) <= paid
    for kind in ("merchant_payable", "merchant_receivable"):
        assert ledger.balance(kind, f"shop:{order.shop_id}") == 0
    assert not broken()
