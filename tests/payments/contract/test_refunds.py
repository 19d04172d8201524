"""What every provider promises of a refund."""

import pytest

from payments.providers.base import NOT_ENOUGH, RefundState, Refused, Unknown


def done(counter, number="R1-1"):
    """How the refund stands once it had the time it needs."""
    counter.bank.pass_time(61)
    return counter.refund_query(number)


def test_a_refund_is_paid_back(counter):
    trade = counter.paid()
    assert counter.refund(trade) in {RefundState.PROCESSING, RefundState.SUCCESS}
    assert done(counter) == RefundState.SUCCESS
    assert counter.bank.given_back(trade) == 8800


def test_the_same_number_pays_once_however_often_it_is_asked(counter):
    trade = counter.paid()
    for _ in range(3):
        counter.refund(trade)
    assert done(counter) == RefundState.SUCCESS
    assert counter.bank.given_back(trade) == 8800


def test_the_same_number_with_another_amount_is_refused(counter):
    trade = counter.paid()
    counter.refund(trade, 100)
    with pytest.raises(Refused):
        counter.refund(trade, 101)


def test_parts_can_go_back_but_never_more_than_was_paid(counter):
    trade = counter.paid()
    counter.refund(trade, 3000, "R1-1")
    counter.refund(trade, 5800, "R2-1")
    with pytest.raises(Refused):
        counter.refund(trade, 1, "R3-1")
    assert done(counter, "R2-1") == RefundState.SUCCESS
    assert counter.bank.given_back(trade) == 8800


def test_a_refund_it_never_heard_is_missing(counter):
    counter.paid()
    assert counter.refund_query("R404-1") == RefundState.MISSING


def test_what_was_not_paid_is_not_refunded(counter):
    with pytest.raises(Refused):
        counter.refund(counter.opened())


@pytest.mark.parametrize("state", ["abnormal", "closed"])
def test_a_refund_can_end_unhappily(counter, state):
    trade = counter.paid()
    counter.bank.next_refund_ends(trade, state)
    counter.refund(trade)
    assert done(counter) == RefundState(state)
    assert counter.bank.given_back(trade) == 0


def test_a_new_number_after_a_closed_one_pays(counter):
    trade = counter.paid()
    counter.bank.next_refund_ends(trade, "closed")
    counter.refund(trade, number="R1-1")
    assert done(counter) == RefundState.CLOSED
    if counter.provider.name == "sandbox":
        counter.bank.next_refund_ends(trade, "at_once")
    counter.refund(trade, number="R1-2")
    assert done(counter, "R1-2") == RefundState.SUCCESS
    assert counter.bank.given_back(trade) == 8800


def test_an_empty_account_is_said_by_name_and_nothing_happens(counter):
    trade = counter.paid()
    if counter.provider.splits_trades:
        counter.split(trade, 0)
        counter.bank.pass_time(61)
    counter.bank.run_out_of_money(trade)
    with pytest.raises(Refused) as refusal:
        counter.refund(trade)
    assert refusal.value.code == NOT_ENOUGH
    assert counter.bank.given_back(trade) == 0


def test_two_refunds_of_a_trade_within_a_minute_are_put_off_or_done(counter):
    trade = counter.paid()
    counter.refund(trade, 100, "R1-1")
    try:
        counter.provider.refund(counter.refund_order(trade, 200, "R2-1"))
    except Unknown:
        counter.refund(trade, 200, "R2-1")
    assert done(counter, "R2-1") == RefundState.SUCCESS
    assert counter.bank.given_back(trade) == 300
