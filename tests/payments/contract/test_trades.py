"""What every provider promises of a trade, the pretend bank and WeChat Pay alike."""

from datetime import timedelta

import pytest

from giftshop.clock import db_now
from payments.providers.base import Refused, Trade, TradeState


def test_a_trade_stands_open_until_it_is_paid(counter):
    number = counter.opened()
    assert counter.query(number) == Trade(state=TradeState.OPEN)
    counter.bank.pay(number)
    trade = counter.query(number)
    assert trade.state == TradeState.PAID
    assert trade.amount_fen == 8800
    assert trade.transaction_id
    assert abs(trade.paid_at - db_now()) < timedelta(minutes=1)


def test_the_same_order_again_is_the_same_trade(counter):
    order = counter.order()
    first, again = counter.provider.open(order), counter.provider.open(order)
    assert first.door == again.door
    counter.bank.pay(order.number)
    assert counter.query(order.number).amount_fen == 8800


def test_the_same_number_with_another_amount_is_refused(counter):
    order = counter.order()
    counter.provider.open(order)
    with pytest.raises(Refused):
        counter.provider.open(counter.order(number=order.number, amount_fen=1))


@pytest.mark.parametrize("ended", ["paid", "closed"])
def test_what_is_over_cannot_be_opened_again(counter, ended):
    order = counter.order()
    counter.provider.open(order)
    counter.bank.pay(order.number) if ended == "paid" else counter.close(order.number)
    with pytest.raises(Refused):
        counter.provider.open(order)


def test_a_number_it_never_heard_is_missing(counter):
    assert counter.query("NEVERHEARD-1").state == TradeState.MISSING


def test_closing_is_final_and_may_be_repeated(counter):
    number = counter.opened()
    assert counter.close(number).state == TradeState.CLOSED
    assert counter.close(number).state == TradeState.CLOSED
    assert counter.query(number).state == TradeState.CLOSED


def test_closing_what_is_paid_says_that_it_is_paid(counter):
    number = counter.paid()
    trade = counter.close(number)
    assert (trade.state, trade.amount_fen) == (TradeState.PAID, 8800)


def test_closing_a_number_it_never_heard_does_no_harm(counter):
    assert counter.close("NEVERHEARD-1").state in {TradeState.MISSING, TradeState.CLOSED}
