"""An order from its number to its end."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from wechatpayv3 import WeChatPayType

from tests.emulator.shop import DAY, MINUTE, Shop, code

JSAPI = {"way": WeChatPayType.JSAPI, "payer": {"sp_openid": "oPayer"}}
SCENE = {"payer_client_ip": "10.0.0.1", "h5_info": {"type": "Wap"}}


def state(shop, no):
    return shop.query(no)[1]["trade_state"]


def in_minutes(minutes):
    return (datetime.now(UTC) + timedelta(minutes=minutes)).isoformat(timespec="seconds")


def test_a_native_order_has_a_code_by_which_it_is_paid(shop):
    no, (status, said) = shop.order(1234)
    assert status == 200
    assert said["code_url"].startswith("weixin://wxpay/bizpayurl?pr=")
    assert state(shop, no) == "NOTPAY"

    shop.wechat.control.pay(code_url=said["code_url"], openid="oSomeone")

    _, trade = shop.query(no)
    assert trade["trade_state"] == "SUCCESS"
    assert trade["trade_type"] == "NATIVE"
    assert trade["payer"] == {"sp_openid": "oSomeone"}
    assert trade["amount"]["payer_total"] == 1234
    assert trade["sub_mchid"] == shop.mchid
    assert shop.money() == (1234, 0)


def test_a_jsapi_order_is_paid_by_the_one_it_names(shop):
    no, (_, said) = shop.order(**JSAPI)
    shop.wechat.control.pay(prepay_id=said["prepay_id"])
    assert shop.query(no)[1]["payer"] == {"sp_openid": "oPayer"}


def test_the_platforms_own_order_names_no_sub_merchant(direct_shop):
    trade = direct_shop.paid(500, way=WeChatPayType.JSAPI, payer={"openid": "oPayer"})
    assert direct_shop.query(trade["out_trade_no"])[1] == trade
    assert trade["mchid"] == direct_shop.mchid
    assert trade["payer"] == {"openid": "oPayer"}
    assert "sub_mchid" not in trade


def test_a_trade_is_found_by_wechats_number_as_well(shop):
    trade = shop.paid()
    status, _ = shop.sdk.query(transaction_id=trade["transaction_id"], **shop.sub)
    assert status == 200


@pytest.mark.parametrize(
    "asked",
    [
        {"way": WeChatPayType.JSAPI, "payer": {"nobody": "o"}},
        {"way": WeChatPayType.H5, "scene_info": {"h5_info": {"type": "Wap"}}},
        {"way": WeChatPayType.H5, "scene_info": {"payer_client_ip": "10.0.0.1"}},
        {"total": 0},
        {"total": True},
        {"no": "bad number"},
        {"no": "short"},
        {"time_expire": "tomorrow"},
        {"time_expire": "2020-01-01T00:00:00+08:00"},
    ],
)
def test_an_order_that_says_too_little_or_nonsense_is_refused(shop, asked):
    assert code(shop.order(**asked)[1]) == (400, "PARAM_ERROR")


def test_a_foreign_merchant_has_no_right_to_an_order(wechat):
    assert code(Shop(wechat, "http://127.0.0.1:9/", sub_mchid="1900009999").order()[1]) == (403, "NO_AUTH")


def test_another_appid_does_not_belong_to_the_merchant(shop):
    assert code(shop.order(appid="wxother")[1]) == (400, "APPID_MCHID_NOT_MATCH")


def test_the_same_number_with_the_same_words_is_answered_as_before(shop):
    no, first = shop.order()
    assert shop.order(no=no)[1] == first


def test_the_same_number_with_other_words_is_refused(shop):
    no, _ = shop.order(1000)
    assert code(shop.order(1001, no=no)[1]) == (403, "OUT_TRADE_NO_USED")


def test_a_number_that_is_paid_or_closed_takes_no_other_order(shop):
    paid = shop.paid()["out_trade_no"]
    assert code(shop.order(no=paid)[1]) == (400, "ORDERPAID")
    no, _ = shop.order()
    shop.close(no)
    assert code(shop.order(no=no)[1]) == (400, "ORDER_CLOSED")


def test_two_merchants_can_use_the_same_number(shop, direct_shop):
    no, (status, _) = shop.order()
    assert direct_shop.order(no=no)[1][0] == status == 200


def test_a_number_that_was_never_used_is_not_found(shop):
    assert code(shop.query("T999999")) == (404, "ORDER_NOT_EXIST")


def test_closing_is_answered_with_nothing_and_can_be_repeated(shop):
    no, _ = shop.order()
    assert shop.close(no) == (204, None)
    assert shop.close(no) == (204, None)
    assert state(shop, no) == "CLOSED"


def test_a_closed_order_cannot_be_paid(shop):
    no, _ = shop.order()
    shop.close(no)
    with pytest.raises(httpx.HTTPStatusError):
        shop.wechat.control.pay(no)


def test_a_paid_order_cannot_be_closed(shop):
    trade = shop.paid()
    assert code(shop.close(trade["out_trade_no"])) == (400, "ORDER_PAID")


def test_closing_a_number_that_was_never_used_is_answered_like_any_close(shop):
    assert shop.close("T999999") == (204, None)


def test_an_order_closes_itself_when_its_time_is_over(shop):
    no, _ = shop.order(time_expire=in_minutes(30))
    shop.wechat.control.advance(29 * MINUTE)
    assert state(shop, no) == "NOTPAY"
    shop.wechat.control.advance(MINUTE)
    assert state(shop, no) == "CLOSED"


def test_an_order_without_an_end_is_good_for_seven_days(shop):
    no, _ = shop.order()
    shop.wechat.control.advance(7 * DAY - MINUTE)
    assert state(shop, no) == "NOTPAY"
    shop.wechat.control.advance(MINUTE)
    assert state(shop, no) == "CLOSED"


def test_a_paid_order_has_no_end(shop):
    trade = shop.paid()
    shop.wechat.control.advance(8 * DAY)
    assert state(shop, trade["out_trade_no"]) == "SUCCESS"


def test_an_h5_link_is_good_for_five_minutes_and_asking_again_renews_it(shop):
    asked = {"way": WeChatPayType.H5, "scene_info": SCENE}
    no, first = shop.order(**asked)
    shop.wechat.control.advance(5 * MINUTE + 1)
    with pytest.raises(httpx.HTTPStatusError):
        shop.wechat.control.pay(no)
    assert shop.order(no=no, **asked)[1] == first
    shop.wechat.control.pay(no)
    assert state(shop, no) == "SUCCESS"
