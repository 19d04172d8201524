"""A trade's money is frozen, shared out and released."""

import pytest

from tests.emulator.shop import DAY, MINUTE, RECEIVER, code, told


@pytest.fixture
def trade(shop):
    """¥100, a minute after it was paid, and a receiver."""
    trade = shop.paid(10000, split=True)
    shop.receiver()
    shop.wechat.control.advance(MINUTE)
    return trade


def finished(shop, answer):
    status, split = answer
    assert (status, split["state"]) == (200, "PROCESSING")
    assert {one["result"] for one in split["receivers"]} <= {"PENDING"}
    _, split = shop.split_query(split)
    assert split["state"] == "FINISHED"
    return split


def unsplit(shop, trade):
    return told(shop.sdk.profitsharing_amount_query(trade["transaction_id"]))[1]["unsplit_amount"]


def test_the_money_of_a_trade_that_is_split_is_frozen(shop, trade):
    assert shop.money() == (0, 10000)
    assert unsplit(shop, trade) == 10000


def test_a_share_goes_to_its_receiver_and_the_rest_stays_frozen(shop, trade):
    split = finished(shop, shop.split(trade, 3000))
    assert [one["result"] for one in split["receivers"]] == ["SUCCESS"]
    assert shop.money(RECEIVER) == (3000, 0)
    assert shop.money() == (0, 7000)
    assert unsplit(shop, trade) == 7000


def test_the_last_split_releases_the_rest(shop, trade):
    finished(shop, shop.split(trade, 3000, finish=True))
    assert shop.money() == (7000, 0)
    assert code(shop.split(trade, 1)) == (400, "INVALID_REQUEST")


def test_unfreezing_releases_everything(shop, trade):
    finished(shop, shop.unfreeze(trade))
    assert shop.money() == (10000, 0)


def test_unfreezing_with_the_number_of_a_split_looks_well_and_releases_nothing(shop, trade):
    finished(shop, shop.split(trade, 3000, no="P1"))
    assert shop.unfreeze(trade, no="P1")[0] == 200
    shop.wechat.control.advance(MINUTE)
    assert shop.money() == (0, 7000)


def test_the_platforms_own_trade_is_split_alike(direct_shop):
    trade = direct_shop.paid(10000, split=True)
    direct_shop.receiver()
    direct_shop.wechat.control.advance(MINUTE)
    split = finished(direct_shop, direct_shop.split(trade, 3000, finish=True))
    assert "sub_mchid" not in split
    assert direct_shop.money() == (7000, 0)


def test_a_split_waits_a_minute_after_the_payment(shop):
    trade = shop.paid(10000, split=True)
    shop.receiver()
    shop.wechat.control.advance(MINUTE - 2)
    assert code(shop.split(trade, 1)) == (400, "INVALID_REQUEST")
    assert code(shop.unfreeze(trade)) == (400, "INVALID_REQUEST")


def test_a_trade_that_was_not_meant_to_be_split_is_not(shop):
    trade = shop.paid()
    shop.receiver()
    shop.wechat.control.advance(MINUTE)
    assert code(shop.split(trade, 1)) == (400, "INVALID_REQUEST")


def test_a_stranger_receives_nothing_until_added_and_again_when_deleted(shop, trade):
    assert code(shop.split(trade, 1, account="1900000300")) == (400, "INVALID_REQUEST")
    assert shop.receiver("1900000300")[0] == 200
    assert shop.receiver("1900000300")[0] == 200
    assert shop.split(trade, 1, account="1900000300")[0] == 200
    shop.sdk.profitsharing_delete_receiver("MERCHANT_ID", "1900000300", **shop.sub)
    assert code(shop.split(trade, 1, account="1900000300")) == (400, "INVALID_REQUEST")


def test_a_receivers_name_must_be_encrypted_for_the_platform(shop, wechat):
    shop.sdk._core.encrypt = lambda text: text
    assert code(shop.receiver()) == (400, "PARAM_ERROR")


def test_at_most_thirty_percent_are_shared_in_all(shop, trade):
    assert code(shop.split(trade, 3001)) == (403, "RULE_LIMIT")
    finished(shop, shop.split(trade, 2000))
    assert code(shop.split(trade, 1001)) == (403, "RULE_LIMIT")
    finished(shop, shop.split(trade, 1000))


def test_thirty_percent_of_what_is_left_after_refunds(shop, trade):
    shop.refund(trade, 5000)
    assert code(shop.split(trade, 1501)) == (403, "RULE_LIMIT")
    finished(shop, shop.split(trade, 1500))


def test_what_is_not_there_cannot_be_split(shop, trade):
    assert code(shop.split(trade, 10001)) == (403, "NOT_ENOUGH")


def test_a_receiver_who_cannot_be_paid_gets_nothing_and_the_money_stays_frozen(shop, trade):
    shop.wechat.control.fail_splits("RECEIVER_HIGH_RISK")
    split = finished(shop, shop.split(trade, 3000))
    assert split["receivers"][0]["result"] == "CLOSED"
    assert split["receivers"][0]["fail_reason"] == "RECEIVER_HIGH_RISK"
    assert shop.money() == (0, 10000)
    finished(shop, shop.split(trade, 3000))


def test_if_the_last_split_fails_the_merchant_has_everything(shop, trade):
    shop.wechat.control.fail_splits()
    finished(shop, shop.split(trade, 3000, finish=True))
    assert shop.money() == (10000, 0)


def test_the_same_number_is_split_once(shop, trade):
    finished(shop, shop.split(trade, 1000, no="P1"))
    assert shop.split(trade, 1000, no="P1")[1]["state"] == "FINISHED"
    assert shop.money(RECEIVER) == (1000, 0)
    assert code(shop.split(trade, 1001, no="P1")) == (400, "INVALID_REQUEST")


def test_a_trade_is_split_fifty_times_at_most(shop, trade):
    for _ in range(50):
        assert shop.split(trade, 1)[0] == 200
    assert code(shop.split(trade, 1)) == (403, "RULE_LIMIT")
    finished(shop, shop.unfreeze(trade))
    assert shop.money() == (9950, 0)


def test_one_split_has_fifty_receivers_at_most_each_once(shop, trade):
    def ask(accounts):
        shares = [
            {"type": "MERCHANT_ID", "account": one, "amount": 1, "description": "分"} for one in accounts
        ]
        return told(shop.sdk.profitsharing_order(trade["transaction_id"], "P1", shares, False, **shop.sub))

    assert code(ask([str(1900000000 + n) for n in range(51)])) == (400, "PARAM_ERROR")
    assert code(ask([RECEIVER, RECEIVER])) == (400, "PARAM_ERROR")
    assert code(ask([])) == (400, "PARAM_ERROR")


def test_frozen_money_is_released_after_thirty_days(shop, trade):
    shop.wechat.control.advance(30 * DAY - 2 * MINUTE)
    assert shop.money() == (0, 10000)
    shop.wechat.control.advance(MINUTE)
    assert shop.money() == (10000, 0)
    assert code(shop.split(trade, 1)) == (400, "INVALID_REQUEST")


def test_an_unknown_split_is_not_found(shop, trade):
    split = {"transaction_id": trade["transaction_id"], "out_order_no": "P999"}
    assert code(shop.split_query(split)) == (404, "RESOURCE_NOT_EXISTS")


def give_back(shop, split, amount, no):
    named = {"out_return_no": no, "return_mchid": RECEIVER, "amount": amount, "description": "退回"}
    return told(shop.sdk.profitsharing_return(out_order_no=split["out_order_no"], **named, **shop.sub))


def test_a_share_comes_back_in_parts_but_never_more_than_it_was(shop, trade):
    split = finished(shop, shop.split(trade, 3000, finish=True))
    assert give_back(shop, split, 1000, "B1")[1]["result"] == "SUCCESS"
    assert shop.money() == (8000, 0)
    assert code(give_back(shop, split, 2001, "B2")) == (400, "INVALID_REQUEST")
    assert give_back(shop, split, 2000, "B2")[1]["result"] == "SUCCESS"
    assert shop.money() == (10000, 0)
    assert shop.money(RECEIVER) == (0, 0)


def test_the_same_number_comes_back_once_and_is_found(shop, trade):
    split = finished(shop, shop.split(trade, 3000))
    first = give_back(shop, split, 1000, "B1")
    assert give_back(shop, split, 1000, "B1") == first
    assert told(shop.sdk.profitsharing_return_query(split["out_order_no"], "B1", **shop.sub)) == first
    assert code(give_back(shop, split, 999, "B1")) == (400, "INVALID_REQUEST")
    assert shop.money(RECEIVER) == (2000, 0)


def test_a_receiver_who_spent_it_has_nothing_to_give_back(shop, trade):
    split = finished(shop, shop.split(trade, 3000))
    shop.wechat.control.balance(RECEIVER, 10)
    _, back = give_back(shop, split, 1000, "B1")
    assert (back["result"], back["fail_reason"]) == ("FAILED", "BALANCE_NOT_ENOUGH")
    assert shop.money(RECEIVER) == (10, 0)


def test_a_share_comes_back_within_half_a_year(shop, trade):
    split = finished(shop, shop.split(trade, 3000))
    shop.wechat.control.advance(180 * DAY - MINUTE)
    assert give_back(shop, split, 1000, "B1")[0] == 200
    shop.wechat.control.advance(2 * MINUTE)
    assert code(give_back(shop, split, 1000, "B2")) == (400, "INVALID_REQUEST")
