"""Money goes back, once per number."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.emulator.shop import DAY, MINUTE, code, told


def test_a_refund_is_accepted_and_succeeds_later(shop):
    trade = shop.paid(1000)
    status, refund = shop.refund(trade, 300)
    assert (status, refund["status"]) == (200, "PROCESSING")
    _, refund = shop.refund_query(refund["out_refund_no"])
    assert refund["status"] == "SUCCESS"
    assert refund["amount"]["payer_refund"] == 300
    assert shop.query(trade["out_trade_no"])[1]["trade_state"] == "REFUND"
    assert shop.money() == (700, 0)


def test_it_takes_as_long_as_the_control_says(shop):
    shop.wechat.control.refunds_take(600)
    _, refund = shop.refund(shop.paid(), 300)
    shop.wechat.control.advance(599)
    assert shop.refund_query(refund["out_refund_no"])[1]["status"] == "PROCESSING"
    shop.wechat.control.advance(1)
    assert shop.refund_query(refund["out_refund_no"])[1]["status"] == "SUCCESS"


def test_the_same_number_is_refunded_once(shop):
    trade = shop.paid(1000)
    shop.refund(trade, 300, no="R1")
    status, again = shop.refund(trade, 300, no="R1")
    assert (status, again["status"]) == (200, "SUCCESS")
    assert shop.money() == (700, 0)


def test_the_same_number_for_another_amount_or_trade_is_refused(shop):
    trade = shop.paid(1000)
    shop.refund(trade, 300, no="R1")
    assert code(shop.refund(trade, 301, no="R1")) == (400, "INVALID_REQUEST")
    assert code(shop.refund(shop.paid(1000), 300, no="R1")) == (400, "INVALID_REQUEST")


def test_an_order_that_is_not_paid_has_nothing_to_refund(shop):
    no, _ = shop.order()
    trade = {"out_trade_no": no, "amount": {"total": 1000}}
    assert code(shop.refund(trade, 100)) == (404, "RESOURCE_NOT_EXISTS")


def test_an_unknown_refund_is_not_found(shop):
    assert code(shop.refund_query("R999")) == (404, "RESOURCE_NOT_EXISTS")


def test_the_total_must_be_the_orders(shop):
    assert code(shop.refund(shop.paid(1000), 100, total=999)) == (400, "INVALID_REQUEST")


def test_the_currency_must_be_said(shop):
    trade = shop.paid(1000)
    amounts = {"refund": 100, "total": 1000}
    answer = shop.sdk.refund("R1", amounts, out_trade_no=trade["out_trade_no"], **shop.sub)
    assert code(told(answer)) == (400, "PARAM_ERROR")


def test_two_at_once_with_one_number_are_one_refund(shop):
    trade = shop.paid(1000)
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: shop.refund(trade, 300, no="R1"), range(8)))
    assert len({said["refund_id"] for _, said in answers}) == 1
    assert shop.money() == (700, 0)


def test_many_at_once_never_exceed_the_trade(shop):
    trade = shop.paid(1000)
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda n: shop.refund(trade, 600, no=f"R{n}"), range(8)))
    assert sorted(status for status, _ in answers) == [200] + [400] * 7


def test_refunds_never_exceed_the_trade(shop):
    trade = shop.paid(1000)
    shop.refund(trade, 600)
    shop.wechat.control.advance(MINUTE)
    assert code(shop.refund(trade, 401)) == (400, "INVALID_REQUEST")
    assert shop.refund(trade, 400)[0] == 200


def test_refunds_of_one_trade_are_a_minute_apart(shop):
    trade = shop.paid(1000)
    shop.refund(trade, 100)
    shop.wechat.control.advance(MINUTE - 2)
    assert code(shop.refund(trade, 100)) == (429, "FREQUENCY_LIMITED")
    shop.wechat.control.advance(2)
    assert shop.refund(trade, 100)[0] == 200


def test_a_trade_is_refunded_fifty_times_at_most(shop):
    trade = shop.paid(1000)
    for _ in range(50):
        assert shop.refund(trade, 1)[0] == 200
        shop.wechat.control.advance(MINUTE)
    assert code(shop.refund(trade, 1)) == (400, "INVALID_REQUEST")


def test_a_trade_is_refunded_within_a_year(shop):
    trade = shop.paid()
    shop.wechat.control.advance(365 * DAY - MINUTE)
    assert shop.refund(trade, 100)[0] == 200
    shop.wechat.control.advance(2 * MINUTE)
    assert code(shop.refund(trade, 100)) == (403, "TRADE_OVERDUE")


def test_a_merchant_who_spent_the_money_cannot_refund_it(shop):
    trade = shop.paid(1000)
    shop.wechat.control.balance(shop.mchid, 99)
    assert code(shop.refund(trade, 100)) == (403, "NOT_ENOUGH")
    shop.wechat.control.balance(shop.mchid, 100)
    assert shop.refund(trade, 100)[0] == 200


def test_a_refund_that_closes_gives_the_money_back_to_the_merchant(shop):
    trade = shop.paid(1000)
    shop.wechat.control.refund("CLOSED")
    _, refund = shop.refund(trade, 300)
    assert shop.refund_query(refund["out_refund_no"])[1]["status"] == "CLOSED"
    assert shop.money() == (1000, 0)
    assert shop.query(trade["out_trade_no"])[1]["trade_state"] == "SUCCESS"


def test_a_refund_that_is_abnormal_can_still_succeed(shop):
    shop.wechat.control.refund("ABNORMAL")
    _, refund = shop.refund(shop.paid(1000), 300)
    assert shop.refund_query(refund["out_refund_no"])[1]["status"] == "ABNORMAL"
    assert shop.money() == (700, 0)
    shop.wechat.control.refund("SUCCESS", refund["out_refund_no"])
    assert shop.refund_query(refund["out_refund_no"])[1]["status"] == "SUCCESS"


@pytest.mark.parametrize("status", ["SUCCESS", "ABNORMAL", "CLOSED"])
def test_the_end_is_told(shop, letterbox, status):
    shop.wechat.control.refund(status)
    trade = shop.paid(1000)
    _, refund = shop.refund(trade, 300)
    shop.wechat.deliver_due()
    notice = shop.sdk.callback(*letterbox.letters[-1])
    assert notice["event_type"] == f"REFUND.{status}"
    assert notice["resource"]["refund_status"] == status
    assert notice["resource"]["out_refund_no"] == refund["out_refund_no"]
    assert notice["resource"]["sub_mchid"] == shop.mchid


def test_before_a_split_is_finished_the_refund_comes_out_of_the_frozen_money(shop):
    trade = shop.paid(1000, split=True)
    shop.wechat.control.balance(shop.mchid, 500)
    assert shop.refund(trade, 300)[1]["funds_account"] == "UNSETTLED"
    assert shop.money() == (500, 700)


def test_what_is_not_frozen_any_more_must_be_unfrozen_first(shop):
    trade = shop.paid(1000, split=True)
    shop.receiver()
    shop.wechat.control.advance(MINUTE)
    shop.split(trade, 300)
    shop.wechat.control.balance(shop.mchid, 5000)
    assert code(shop.refund(trade, 1000)) == (403, "NOT_ENOUGH")
    shop.unfreeze(trade)
    assert shop.query(trade["out_trade_no"])[0] == 200
    assert shop.refund(trade, 1000)[0] == 200
    assert shop.money() == (4700, 0)


def test_a_refund_that_closes_after_the_release_gives_the_money_back_as_available(shop):
    shop.wechat.control.refunds_take(DAY)
    shop.wechat.control.refund("CLOSED")
    trade = shop.paid(1000, split=True)
    shop.refund(trade, 300)
    shop.wechat.control.advance(MINUTE)
    shop.unfreeze(trade)
    shop.wechat.control.advance(DAY)
    assert shop.money() == (1000, 0)
