"""Lives of an order at WeChat Pay, each with one thing going wrong, and how they calm down."""

from datetime import timedelta

from django.db.models import F

from giftshop import deadlines
from giftshop.clock import db_now
from orders import fulfilment
from orders.models import Order
from payments import executor, inbox, ledger, splitter
from payments.models import Attempt, Notice, Payment, Refund, Split
from payments.models.payment import Payment as PaymentModel
from payments.providers.base import Forged, Malformed
from payments.refusals import ProviderSilent

ROUNDS = 12  # of looking again; the longest chain needs half of them
STEP = 61  # seconds of the emulator's clock between two rounds
SWEEPS = ["payments.notices", "payments.poll", "payments.refunds", "payments.splits"]


class Killed(BaseException):
    """The worker is gone; nothing runs after it."""


def killed(*_args, **_kwargs):
    raise Killed


# Where a worker may die between WeChat's yes and our commit: (module or class, the name that is not reached).
DEATHS = {
    "pay": (PaymentModel, "settle"),
    "refund": (executor, "record"),
    "split": (splitter, "record"),
    "close": (PaymentModel, "hear"),
}


class Life:
    """One order; `wechat` is the emulator, `box` the address of notices, `world` the shop."""

    def __init__(self, wechat, box, world):
        self.wechat, self.box, self.world = wechat, box, world
        self.merchant_has_nothing_else()

    def merchant_has_nothing_else(self):
        self.wechat.control.balance(self.world.shop.merchant_number, 0)

    def ordered(self):
        self.order = self.world.own_order(paid=False)

    def start(self):
        """Until it is answered: a payer taps again."""
        payment = Payment.objects.get(pk=self.order.payment_id)
        for _ in range(3):
            try:
                payment.start_attempt(method="native")
                return
            except ProviderSilent:
                continue

    def pay(self):
        self.wechat.control.pay(Attempt.objects.get(payment=self.order.payment_id).number)

    def receive(self):
        """Whatever notices have come, in the order in which they came; what the shop does not believe it refuses."""
        self.wechat.deliver_due()
        for headers, body in self.box.take():
            try:
                notice = inbox.receive("wechat", headers, body)
            except (Forged, Malformed):
                continue
            inbox.process(notice.pk)

    def complete(self):
        fulfilment.ship(self.order.pk, carrier="SF", tracking_number="SF1234567890")
        fulfilment.confirm(self.order.pk)
        Order.objects.filter(pk=self.order.pk).update(release_due_at=db_now() - timedelta(hours=1))
        deadlines.run("orders.release")

    def give_up(self):
        fulfilment.withdraw(self.order.pk, stock_left=5)

    def lapse(self):
        Payment.objects.filter(pk=self.order.payment_id).update(lapse_at=db_now() - timedelta(hours=1))
        deadlines.run("payments.lapse")

    def look(self):
        """A round of everything that is open, whenever it was due."""
        past = db_now() - timedelta(days=1)
        Notice.objects.filter(processed_at=None).update(next_try_at=past)
        Attempt.objects.live().update(poll_after=past)
        Refund.objects.filter(state__in=Refund.OPEN).update(
            next_try_at=past, asked_at=F("asked_at") - timedelta(hours=1)
        )
        Split.objects.filter(state__in=Split.OPEN).update(next_try_at=past)
        for name in SWEEPS:
            deadlines.run(name)

    def calm_down(self):
        for _ in range(ROUNDS):
            self.wechat.control.advance(STEP)
            self.receive()
            self.look()
        self.receive()


def books_agree(wechat):
    """WeChat's books are the ledger: what came in, what went back, and where the rest is."""
    books = wechat.control.books()
    paid = sum(trade["total"] for trade in books["trades"] if trade["paid_at"])
    back = sum(refund["amount"] for refund in books["refunds"] if refund["status"] == "SUCCESS")
    received = sum(fen or 0 for fen in Attempt.objects.values_list("received_fen", flat=True))
    returned = sum(Refund.objects.filter(state="succeeded").values_list("amount_fen", flat=True))
    assert (paid, back) == (received, returned)
    platform = books["balances"].get(wechat.keys.mchid, {"available": 0, "frozen": 0})
    held = sum(pots["frozen"] for pots in books["balances"].values()) + platform["available"]
    assert ledger.balance("provider_clearing") == held
    nobody_is_paid_twice(books)


def nobody_is_paid_twice(books):
    per_trade = {}
    for refund in books["refunds"]:
        if refund["status"] == "SUCCESS":
            per_trade[refund["transaction_id"]] = (
                per_trade.get(refund["transaction_id"], 0) + refund["amount"]
            )
    for trade in books["trades"]:
        assert per_trade.get(trade["transaction_id"], 0) <= trade["total"]
