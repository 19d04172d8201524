"""Stock is never sold twice, and money counts once, whoever brings the word and however often."""

from functools import partial

from gifts import sending
from gifts.models import Gift
from giftshop import deadlines
from giftshop.clock import db_now
from giftshop.models import Event
from orders import fulfilment
from orders.models import Order
from payments import attempts, inbox, ledger
from payments.models import Attempt, Journal, Notice, Payment, Refund, SandboxNotice, SandboxRefund
from payments.providers.sandbox import bank, notices
from tests.books import broken
from tests.bulk import sent_gifts
from tests.races.test_deadline import overdue
from tests.threads import count, together


def settling(attempt, **fields):
    money = {
        "transaction_id": f"T{attempt.number}",
        "amount_fen": attempt.amount_fen,
        "paid_at": db_now(),
    }
    return partial(attempts.settle, attempt.number, **(money | fields))


def second_attempt(payment):
    """The bank of the first one said no, it seemed."""
    first = payment.new_attempt(method="sandbox")
    Attempt.objects.filter(pk=first.pk).update(state=Attempt.State.FAILED)
    return first, payment.new_attempt(method="sandbox")


def test_a_hundred_buyers_of_ten_units_buy_ten(committed_world, crowd):
    world = committed_world
    tin = world.variant()
    buyers = crowd(100)
    jobs = [partial(sending.send, giver=b, variant_id=tin.pk, price_fen=tin.price_fen) for b in buyers]
    outcomes = together(*jobs)
    assert count(outcomes) == {"Gift": 10, "OutOfStock": 90}
    assert world.variant().stock == 0
    assert Order.objects.count() == Gift.objects.count() == Payment.objects.count() == 10
    sold = [outcome for outcome in outcomes if isinstance(outcome, Gift)]
    together(*[settling(gift.order.payment.new_attempt(method="sandbox")) for gift in sold])
    assert Gift.objects.filter(state="pending").count() == 10
    assert ledger.balance("provider_clearing") == 10 * tin.price_fen
    assert not broken()


def test_one_notice_twenty_times_at_once_has_one_effect(committed_world):
    world = committed_world
    order = world.unpaid_gift().order
    order.payment.start_attempt(method="sandbox")
    bank.pay(order.payment.attempts.get().number)
    headers, body = notices.signed(SandboxNotice.objects.get())

    def arrives():
        inbox.process(inbox.receive("sandbox", headers, body).pk)

    assert count(together(*[arrives] * 20)) == {"NoneType": 20}
    notice = Notice.objects.get()
    assert (bool(notice.processed_at), notice.tries) == (True, 0)
    assert Journal.objects.count() == 1
    assert Event.objects.filter(kind="gift.sent").count() == 1
    assert Payment.objects.get().state == "paid"
    assert not broken()


def test_the_same_money_told_by_notice_query_and_sweep_counts_once(committed_world):
    world = committed_world
    payment = world.own_order(paid=False).payment
    payment.start_attempt(method="sandbox")
    attempt = payment.attempts.get()
    bank.pay(attempt.number)
    told = settling(attempt, transaction_id=bank.look(attempt.number).transaction_id)
    Attempt.objects.update(poll_after=db_now())
    together(*[told] * 4, *[payment.refresh] * 4, *[partial(deadlines.run, "payments.poll")] * 2)
    assert Journal.objects.count() == 1
    assert not Refund.objects.exists()
    assert not broken()


def test_of_two_attempts_paid_at_once_one_is_kept_and_one_goes_back(committed_world):
    world = committed_world
    payments = [world.own_order(paid=False).payment for _ in range(4)]
    for payment in payments:
        first, second = second_attempt(payment)
        together(settling(first), settling(second))
        payment.refresh_from_db()
        late = {first, second} - {payment.paid_attempt}
        refund = Refund.objects.get(payment=payment)
        assert payment.state == "paid"
        assert {refund.attempt} == late
        assert (refund.cause, refund.amount_fen) == ("late-payment", payment.amount_fen)
    assert not broken()


def test_cancelling_against_paying_keeps_the_money_or_sends_it_back(committed_world):
    world = committed_world
    for _ in range(5):
        order = world.own_order(paid=False)
        attempt = order.payment.new_attempt(method="sandbox")
        closed, settled = together(partial(order.payment.close, reason="cancelled"), settling(attempt))
        assert type(settled) is Attempt
        order.refresh_from_db()
        causes = [refund.cause for refund in Refund.objects.filter(payment=order.payment)]
        if closed == "paid":
            assert (order.state, causes) == ("to_ship", [])
        else:
            assert (closed, order.state, causes) == ("closed", "cancelled", ["late-payment"])
    assert world.variant().stock == 10 - Order.objects.filter(state="to_ship").count()
    assert not broken()


def test_cancelling_against_paying_at_the_bank_loses_no_money(committed_world):
    """Here the bank decides which of the two came first."""
    world = committed_world
    for _ in range(5):
        order = world.unpaid_gift().order
        order.payment.start_attempt(method="sandbox")
        number = order.payment.attempts.get().number
        closed, took = together(partial(order.payment.close, reason="cancelled"), partial(bank.pay, number))
        order.refresh_from_db()
        assert (closed, order.state) == (("paid", "awaiting_acceptance") if took else ("closed", "cancelled"))
    assert ledger.balance("provider_clearing") == 8800 * Order.objects.exclude(state="cancelled").count()
    assert not broken()


def test_many_who_cancel_at_once_return_the_stock_once(committed_world):
    payment = committed_world.own_order(paid=False, quantity=3).payment
    together(*[partial(payment.close, reason=reason) for reason in ["cancelled", "lapsed"] * 5])
    assert committed_world.variant().stock == 10
    assert Event.objects.filter(kind="order.cancelled").count() == 1


def test_two_refund_sweepers_pay_each_refund_once(committed_world):
    overdue(sent_gifts(committed_world, 10))
    deadlines.run("gifts.expire")
    together(*[partial(deadlines.run, "payments.refunds")] * 4)
    assert Refund.objects.filter(state="succeeded").count() == SandboxRefund.objects.count() == 10
    assert ledger.balance("refund_payable") == ledger.balance("provider_clearing") == 0
    assert not broken()


def test_one_refund_asked_for_by_many_at_once_is_paid_once(committed_world):
    """As when a worker's lease ran out while it was still waiting for the bank."""
    overdue(sent_gifts(committed_world, 1))
    deadlines.run("gifts.expire")
    refund = Refund.objects.get()
    together(*[partial(deadlines._sweeps["payments.refunds"].act, refund.pk)] * 10)
    assert SandboxRefund.objects.count() == 1
    assert Event.objects.filter(kind="refund.succeeded").count() == 1
    assert not broken()


def test_shipping_against_withdrawing_has_one_outcome(committed_world):
    world = committed_world
    for _ in range(4):
        order = world.own_order()
        shipped, withdrawn = together(
            partial(fulfilment.ship, order.pk, carrier="SF", tracking_number="SF1234567890"),
            partial(fulfilment.withdraw, order.pk, stock_left=10),
        )
        order.refresh_from_db()
        outcome = (order.state, type(shipped).__name__, type(withdrawn).__name__, order.refunds.count())
        assert outcome in [
            ("shipped", "Order", "IllegalTransition", 0),
            ("refunded", "IllegalTransition", "Order", 1),
        ]
    assert not broken()


def test_two_releases_divide_an_orders_money_once(committed_world):
    world = committed_world
    order = world.own_order()
    fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1234567890")
    fulfilment.confirm(order.pk)
    Order.objects.update(release_due_at=db_now(), backstop_at=db_now())
    sweeps = ["orders.release", "orders.backstop"]
    together(*[partial(deadlines.run, name) for name in sweeps * 3])
    assert Journal.objects.filter(kind="release").count() == 1
    assert ledger.balance("merchant_payable", f"shop:{world.shop.pk}") == 8800 - 88
    assert not broken()
