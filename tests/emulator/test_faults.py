"""What goes wrong between two machines, on demand."""

import pytest
import requests

from tests.emulator.shop import code


def test_a_deed_that_was_done_can_be_answered_with_an_error(shop):
    shop.wechat.control.fault("pay", "error_after")
    no, answer = shop.order()
    assert code(answer) == (500, "SYSTEM_ERROR")
    assert shop.query(no)[1]["trade_state"] == "NOTPAY"
    assert shop.order(no=no)[1][0] == 200


def test_an_error_can_come_before_the_deed(shop):
    shop.wechat.control.fault("pay", "error_before")
    no, answer = shop.order()
    assert code(answer) == (500, "SYSTEM_ERROR")
    assert code(shop.query(no)) == (404, "ORDER_NOT_EXIST")


def test_there_may_be_no_answer_though_it_was_done(shop):
    trade = shop.paid(1000)
    shop.wechat.control.fault("refund", "timeout_after", seconds=0)
    with pytest.raises(requests.ConnectionError):
        shop.refund(trade, 300, no="R1")
    assert shop.refund_query("R1")[1]["status"] == "SUCCESS"
    assert shop.money() == (700, 0)


def test_there_may_be_no_answer_and_it_was_not_done(shop):
    shop.wechat.control.fault("refund", "timeout_before", seconds=0)
    with pytest.raises(requests.ConnectionError):
        shop.refund(shop.paid(1000), 300, no="R1")
    assert code(shop.refund_query("R1")) == (404, "RESOURCE_NOT_EXISTS")


def test_the_answer_may_come_too_late(shop):
    shop.sdk._core._timeout = 0.1
    shop.wechat.control.fault("query", "timeout_after", seconds=0.5)
    with pytest.raises(requests.Timeout):
        shop.query("T100")


def test_a_good_answer_can_be_signed_wrongly(shop):
    shop.wechat.control.fault("pay", "bad_signature")
    with pytest.raises(Exception, match="signature"):
        shop.order(no="T123456")
    assert shop.query("T123456")[0] == 200


def test_a_request_can_be_one_too_many(shop):
    trade = shop.paid(1000)
    shop.wechat.control.fault("refund", "rate_limited")
    assert code(shop.refund(trade, 300, no="R1")) == (429, "FREQUENCY_LIMITED")
    assert code(shop.refund_query("R1")) == (404, "RESOURCE_NOT_EXISTS")


def test_a_fault_lasts_as_often_as_it_was_ordered_and_for_its_operation(shop):
    shop.wechat.control.fault("pay", "error_before", count=2)
    assert code(shop.query("T100")) == (404, "ORDER_NOT_EXIST")
    assert [shop.order()[1][0] for _ in range(3)] == [500, 500, 200]


def test_a_fault_can_be_taken_back(shop):
    shop.wechat.control.fault("pay", "error_before", count=2)
    shop.wechat.control.fault("pay", "error_before", count=0)
    assert shop.order()[1][0] == 200


@pytest.mark.parametrize("order", [("nothing", "error_before"), ("pay", "nothing")])
def test_an_unknown_fault_is_refused(wechat, order):
    with pytest.raises(Exception, match="400"):
        wechat.control.fault(*order)
