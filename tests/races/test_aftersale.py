"""Shipping, granting and taking back at the same moment: the order's lock decides, and money goes back once."""

from datetime import timedelta
from functools import partial

from giftshop import deadlines
from giftshop.clock import db_now
from orders import fulfilment
from orders.aftersale import answering, asking, proposing
from orders.models import AfterSale, Order
from payments import ledger
from payments.models import Journal, Refund
from shops.models import Shop
from tests.books import broken
from tests.threads import count, together

ROUNDS = 4


def shipping(order):
    return partial(fulfilment.ship, order.pk, carrier="SF", tracking_number="SF1234567890")


def asked(order, **fields):
    return asking.request(order.pk, by=order.owner, **({"kind": "refund", "reason": "other"} | fields))


def shipped(world):
    order = world.own_order()
    shipping(order)()
    order.refresh_from_db()
    return order


def all_due():
    AfterSale.objects.filter(due_at__isnull=False).update(due_at=db_now() - timedelta(seconds=1))


def test_shipping_against_a_yes_has_one_outcome(committed_world):
    world = committed_world
    wen = world.wen
    for _ in range(ROUNDS):
        order = world.own_order()
        aftersale = asked(order)
        sent, granted = together(shipping(order), partial(answering.approve, aftersale.pk, by=wen))
        order.refresh_from_db()
        aftersale.refresh_from_db()
        outcome = (order.state, aftersale.state, type(sent).__name__, type(granted).__name__)
        assert outcome in [
            ("shipped", "closed", "Order", "IllegalTransition"),
            ("refunded", "refunded", "IllegalTransition", "AfterSale"),
        ]
        assert order.refunds.count() == (order.state == "refunded")
    assert world.variant().stock == 10 - Order.objects.filter(state="shipped").count()
    assert not broken()


def test_shipping_a_yes_silence_and_the_givers_refund_have_one_outcome(committed_world):
    world = committed_world
    wen, mei = world.wen, world.mei
    for _ in range(ROUNDS):
        order = world.accepted_gift().order
        Order.objects.filter(pk=order.pk).update(
            locked_until=None, ship_due_at=db_now() - timedelta(hours=49)
        )
        aftersale = asked(order)
        all_due()
        sent, *others = together(
            shipping(order),
            partial(answering.approve, aftersale.pk, by=wen),
            partial(proposing.refund_overdue, order.pk, by=mei),
            partial(deadlines.run, "orders.aftersales"),
        )
        order.refresh_from_db()
        if order.state == "shipped":
            assert type(sent) is Order
            assert count(others[:2]) == {"IllegalTransition": 2}
            assert not order.refunds.exists()
        else:
            assert (order.state, type(sent).__name__) == ("refunded", "IllegalTransition")
            assert order.refunds.count() == 1
        assert type(others[2]) is int
    assert AfterSale.objects.count() == ROUNDS
    assert not broken()


def test_two_who_grant_at_once_give_the_money_back_once(committed_world):
    world = committed_world
    wen, chen = world.wen, world.chen
    for _ in range(ROUNDS):
        aftersale = asked(shipped(world), goods_fen=100)
        all_due()
        outcomes = together(
            *[partial(answering.approve, aftersale.pk, by=by) for by in [wen, chen, wen]],
            *[partial(deadlines.run, "orders.aftersales")] * 3,
        )
        assert not [
            o for o in outcomes if isinstance(o, Exception) and type(o).__name__ != "IllegalTransition"
        ]
    assert Refund.objects.count() == AfterSale.objects.filter(state="refunded").count() == ROUNDS
    assert Order.objects.filter(goods_back_fen=100).count() == ROUNDS
    assert not broken()


def test_a_yes_against_a_no_and_a_withdrawal_leaves_one_outcome(committed_world):
    world = committed_world
    wen = world.wen
    for _ in range(ROUNDS):
        aftersale = asked(shipped(world), goods_fen=100)
        outcomes = together(
            partial(answering.approve, aftersale.pk, by=wen),
            partial(answering.reject, aftersale.pk, by=wen, words="不"),
            partial(asking.withdraw, aftersale.pk),
        )
        assert count(outcomes) == {"AfterSale": 1, "IllegalTransition": 2}
        aftersale.refresh_from_db()
        assert Refund.objects.filter(cause=f"after-sale-{aftersale.pk}").exists() == (
            aftersale.state == "refunded"
        )
    assert not broken()


def test_many_who_ask_at_once_open_one(committed_world):
    order = shipped(committed_world)
    outcomes = together(*[partial(asked, order, goods_fen=fen) for fen in range(1, 11)])
    assert count(outcomes) == {"AfterSale": 1, "AfterSaleOpen": 9}


def test_asking_against_the_sweeps_stops_them_or_comes_too_late(committed_world):
    """Whatever the sweep saw before it held the order: what is asked for is not divided away."""
    world = committed_world
    for _ in range(ROUNDS):
        order = shipped(world)
        fulfilment.confirm(order.pk)
        soon = db_now() + timedelta(milliseconds=15)
        Order.objects.filter(pk=order.pk).update(release_due_at=soon)
        opened, _swept = together(partial(asked, order, goods_fen=100), partial(release_until, soon, order))
        order.refresh_from_db()
        assert (type(opened).__name__, bool(order.released_at)) in [
            ("AfterSale", False),
            ("AfterSaleOver", True),
        ]
    assert not broken()


def release_until(soon, order):
    while db_now() < soon + timedelta(milliseconds=50):
        deadlines.run("orders.release")


def test_the_backstop_against_a_yes_divides_the_money_once(committed_world):
    world = committed_world
    Shop.objects.update(freight_fen=0)
    wen = world.wen
    for _ in range(ROUNDS):
        order = shipped(world)
        aftersale = asked(order, goods_fen=3000)
        Order.objects.filter(pk=order.pk).update(backstop_at=db_now())
        together(
            partial(answering.approve, aftersale.pk, by=wen), *[partial(deadlines.run, "orders.backstop")] * 2
        )
        deadlines.run("orders.backstop")
        order.refresh_from_db()
        assert (order.fee_base_fen, order.goods_back_fen) == (5800, 3000)
        assert ledger.balance("platform_held", order.subject) == 0
        assert Journal.objects.filter(key=f"{order.subject}:release").count() == 1
    assert not broken()
