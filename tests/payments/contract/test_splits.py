"""What every provider that holds a trade's money promises of dividing it."""

import pytest

from payments.providers.base import Refused, SplitReturn, SplitState

pytestmark = pytest.mark.parametrize("counter", ["sandbox", "wechat-partner"], indirect=True)


def done(counter, trade, **split):
    counter.bank.pass_time(61)
    return counter.provider.split_query(counter.split_order(trade, **split))


def test_the_platform_gets_its_part(counter):
    trade = counter.paid()
    assert counter.split(trade, 88) in {SplitState.PROCESSING, SplitState.DONE}
    assert done(counter, trade) == SplitState.DONE
    assert counter.bank.platform_has(trade) == 88


def test_the_same_number_divides_once(counter):
    trade = counter.paid()
    for _ in range(3):
        counter.split(trade, 88)
    assert done(counter, trade) == SplitState.DONE
    assert counter.bank.platform_has(trade) == 88


def test_a_platform_that_takes_nothing_only_gives_the_rest_free(counter):
    trade = counter.paid()
    counter.split(trade, 0)
    assert done(counter, trade, amount_fen=0) == SplitState.DONE
    assert counter.bank.platform_has(trade) == 0


def test_no_more_than_thirty_per_cent_can_be_taken(counter):
    trade = counter.paid()
    with pytest.raises(Refused):
        counter.split(trade, 2641)
    counter.split(trade, 2640, number="S2")
    assert done(counter, trade, amount_fen=2640, number="S2") == SplitState.DONE


def test_thirty_per_cent_are_counted_of_what_refunds_have_left(counter):
    trade = counter.paid()
    counter.refund(trade, 8000)
    with pytest.raises(Refused):
        counter.split(trade, 241)
    counter.split(trade, 240, number="S2")
    assert done(counter, trade, amount_fen=240, number="S2") == SplitState.DONE


def test_a_split_it_never_heard_is_missing(counter):
    trade = counter.paid()
    assert counter.provider.split_query(counter.split_order(trade)) == SplitState.MISSING


def test_a_part_can_go_back_to_the_merchant_once(counter):
    trade = counter.paid()
    counter.split(trade, 2000)
    assert done(counter, trade, amount_fen=2000) == SplitState.DONE
    back = SplitReturn(number="S9", split=counter.split_order(trade, 2000), amount_fen=1500)
    for _ in range(2):
        assert counter.provider.give_back(back) in {SplitState.PROCESSING, SplitState.DONE}
        counter.bank.pass_time(61)
    assert counter.provider.give_back(back) == SplitState.DONE
    assert counter.bank.platform_has(trade) == 500


def test_no_more_goes_back_than_was_taken(counter):
    trade = counter.paid()
    counter.split(trade, 2000)
    counter.bank.pass_time(61)
    with pytest.raises(Refused):
        counter.provider.give_back(
            SplitReturn(number="S9", split=counter.split_order(trade, 2000), amount_fen=2001)
        )
