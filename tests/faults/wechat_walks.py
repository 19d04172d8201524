"""From ordering to the end, each way with what WeChat is asked on it."""

from unittest.mock import patch

from orders import fulfilment
from orders.aftersale import answering
from orders.models import Order
from payments.models import Refund
from payments.providers.base import Trade, TradeState
from payments.providers.wechat.provider import WeChat

CLOSED = Trade(state=TradeState.CLOSED)


def paid(life, *more):
    life.ordered()
    for method in ("native", *more):
        life.start(method)
    life.do_not_tell()
    life.pay()
    life.receive()
    life.look()
    life.calm_down()


def shipped(life):
    paid(life)
    fulfilment.ship(life.order.pk, carrier="SF", tracking_number="SF1234567890")


def settle(life):
    """Received, and past the time for after-sales."""
    fulfilment.confirm(life.order.pk)
    life.reach("release_due_at", "orders.release")
    life.calm_down()


def released(life):
    shipped(life)
    settle(life)


def released_without_a_fee(life):
    shipped(life)
    Order.objects.filter(pk=life.order.pk).update(fee_bps=0)
    settle(life)


def refunded(life):
    paid(life)
    fulfilment.withdraw(life.order.pk, stock_left=5)
    life.calm_down()


def lapsed(life):
    life.ordered()
    life.start()
    for _ in range(3):
        life.lapse()
        life.calm_down()


def partly_refunded(life):
    """Two parts, and released while the second is still on its way."""
    shipped(life)
    for fen in (3000, 2000):
        answering.approve(life.ask(fen), by=life.world.wen)
    settle(life)


def disputed(life, fen):
    """Released on day 29 but for what is disputed."""
    shipped(life)
    dispute = life.ask(fen)
    life.reach("backstop_at", "orders.backstop")
    return dispute


def granted(life):
    """The return of what was held comes before the refund, and both after the split."""
    answering.approve(disputed(life, 5000), by=life.world.wen)
    life.calm_down()
    books = life.wechat.control.books()
    (split,), (back,), (refund,) = books["splits"], books["returns"], books["refunds"]
    assert split["made_at"] < back["made_at"] < refund["made_at"]
    assert (back["amount"], refund["amount"], refund["pot"]) == (2602, 5000, "")


def granted_later(life):
    dispute = disputed(life, 5000)
    life.calm_down()
    answering.approve(dispute, by=life.world.wen)
    life.calm_down()


def rejected(life):
    answering.reject(disputed(life, 1000), by=life.world.wen, words="照片上没有破损")
    life.calm_down()


def paid_twice(life):
    """By code and in another browser; the second goes back by itself, whatever becomes of the first."""
    paid(life, "h5")
    assert Refund.objects.get().cause == "late-payment"
    fulfilment.ship(life.order.pk, carrier="SF", tracking_number="SF1234567890")
    settle(life)


def paid_too_late(life):
    """WeChat says that it is closed, and is paid all the same."""
    life.ordered()
    life.start()
    with patch.object(WeChat, "close", return_value=CLOSED):
        life.lapse()
    life.pay()
    for _ in range(3):  # the notice may be late, or whoever it reaches may die of it
        life.wait()
    life.do_not_tell()
    life.look()
    life.calm_down()
    assert Refund.objects.get().cause == "late-payment"


SPLIT = ["receivers", "split", "split_query"]
REFUND = ["refund", "refund_query"]
WALKS = {
    released: ["pay", "query", *SPLIT],
    released_without_a_fee: ["unfreeze", "split_query"],
    refunded: ["pay", "query", *REFUND],
    lapsed: ["pay", "close"],
    partly_refunded: [*REFUND, *SPLIT],
    granted: [*SPLIT, "return", *REFUND],
    granted_later: ["return", *REFUND],
    rejected: [*SPLIT, "return"],
    paid_twice: ["pay", "query", *REFUND, *SPLIT],
    paid_too_late: REFUND,
}
