"""An order at WeChat Pay, its workers, who may die, and how everything calms down."""

from contextlib import suppress
from datetime import timedelta
from functools import wraps

from django.db.models import F

from giftshop import deadlines
from giftshop.clock import db_now
from orders.aftersale import asking
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


# Where a worker may die between WeChat's yes and our commit: (module or class, the name that is not reached).
DEATHS = {
    "pay": (PaymentModel, "settle"),
    "refund": (executor, "record"),
    "split": (splitter, "record"),
    "return": (splitter, "record"),
    "close": (PaymentModel, "hear"),
}


def dies_once(monkeypatch, operation):
    """The first worker that hears WeChat's yes to `operation` dies of it; the list of the dead."""
    owner, name = DEATHS[operation]
    real, dead = getattr(owner, name), []

    def dying(*args, **kwargs):
        is_it = operation != "return" or Split.objects.get(pk=args[0]).of_id
        if is_it and not dead:
            dead.append(operation)
            raise Killed
        return real(*args, **kwargs)

    monkeypatch.setattr(owner, name, dying)
    return dead


def by_a_worker(verb):
    """Who may die of it; another one comes later."""

    @wraps(verb)
    def done(*args, **kwargs):
        with suppress(Killed):
            return verb(*args, **kwargs)

    return done


class Life:
    """One order; `wechat` is the emulator, `box` the address of notices, `world` the shop. While it `is_deaf` no notice
    of what happens after the payment arrives, so that WeChat has to be asked.
    """

    def __init__(self, wechat, box, world):
        self.wechat, self.box, self.world = wechat, box, world
        self.is_deaf = False
        self.wechat.control.balance(self.world.shop.merchant_number, 0)

    def ordered(self):
        self.order = self.world.own_order(paid=False)

    def start(self, method="native"):
        """Until it is answered: a payer taps again."""
        payment = Payment.objects.get(pk=self.order.payment_id)
        for _ in range(3):
            try:
                payment.start_attempt(method=method)
                return
            except ProviderSilent:
                continue

    def pay(self):
        """By every way that was started."""
        for number in Attempt.objects.filter(payment=self.order.payment_id).values_list("number", flat=True):
            self.wechat.control.pay(number)

    def wait(self):
        self.wechat.control.advance(STEP)
        self.receive()

    def do_not_tell(self):
        if self.is_deaf:
            self.wechat.control.notices("drop")

    @by_a_worker
    def receive(self):
        """Whatever notices have come, in the order in which they came; what the shop does not believe it refuses."""
        self.wechat.deliver_due()
        for headers, body in self.box.take():
            try:
                notice = inbox.receive("wechat", headers, body)
            except (Forged, Malformed):
                continue
            inbox.process(notice.pk)

    @by_a_worker
    def sweep(self, name):
        deadlines.run(name)

    def reach(self, column, sweep):
        """The order's deadline in `column` is over."""
        Order.objects.filter(pk=self.order.pk).update(**{column: db_now() - timedelta(hours=1)})
        self.sweep(sweep)

    def ask(self, fen):
        """The goods are damaged."""
        return asking.request(
            self.order.pk, by=self.world.mei, kind="refund", reason="damaged", goods_fen=fen
        ).pk

    def lapse(self):
        Payment.objects.filter(pk=self.order.payment_id).update(lapse_at=db_now() - timedelta(hours=1))
        self.sweep("payments.lapse")

    def look(self):
        """A round of everything that is open, whenever it was due."""
        past = db_now() - timedelta(days=1)
        Notice.objects.filter(processed_at=None).update(next_try_at=past)
        Attempt.objects.live().update(poll_after=past)
        Refund.objects.filter(state__in=Refund.OPEN).update(next_try_at=past)
        Refund.objects.update(asked_at=F("asked_at") - timedelta(seconds=STEP))
        Split.objects.filter(state__in=Split.OPEN).update(next_try_at=past)
        for name in SWEEPS:
            self.sweep(name)

    def calm_down(self):
        """Until nothing is open."""
        for _ in range(ROUNDS):
            self.wait()
            self.look()
            if not is_open():
                break
        self.receive()


def is_open():
    return (
        Attempt.objects.live().exists()
        or Refund.objects.filter(state__in=Refund.OPEN).exists()
        or Split.objects.filter(state__in=Split.OPEN).exists()
        or Notice.objects.filter(processed_at=None).exists()
    )


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
