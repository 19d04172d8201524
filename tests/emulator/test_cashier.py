"""The page on which somebody pays."""

import httpx
from wechatpayv3 import WeChatPayType

from tests.emulator.browsing import http
from tests.emulator.shop import MINUTE

SCENE = {"payer_client_ip": "10.0.0.1", "h5_info": {"type": "Wap"}}


def h5(shop, **more):
    no, (_, said) = shop.order(1234, WeChatPayType.H5, scene_info=SCENE, **more)
    return no, said["h5_url"]


def press(url, act):
    return http.post(url, data={"act": act})


def state(shop, no):
    return shop.query(no)[1]["trade_state"]


def test_it_shows_what_is_to_be_paid_and_harmlessly(shop):
    _, url = h5(shop, description="<b>茶</b>")
    page = http.get(url).text
    assert "¥12.34" in page
    assert "&lt;b&gt;茶" in page
    assert "支付" in page


def test_paying_leads_back_to_where_the_shop_wanted(shop):
    no, url = h5(shop)
    answer = press(url + "&redirect_url=http%3A%2F%2Fshop.example%2Fpaid%3Fa%3D1", "pay")
    assert (answer.status_code, answer.headers["Location"]) == (303, "http://shop.example/paid?a=1")
    assert state(shop, no) == "SUCCESS"


def test_cancelling_pays_nothing(shop):
    no, url = h5(shop)
    assert "已取消" in press(url, "cancel").text
    assert state(shop, no) == "NOTPAY"


def test_it_leads_to_no_script(shop):
    _, url = h5(shop)
    assert press(url + "&redirect_url=javascript%3Aalert(1)", "pay").status_code == 200


def test_a_code_is_paid_on_the_same_page(shop):
    no, (_, said) = shop.order()
    url = str(httpx.URL(shop.wechat.url + "/cashier", params={"code_url": said["code_url"]}))
    assert "¥10.00" in http.get(url).text
    assert "支付成功" in press(url, "pay").text
    assert state(shop, no) == "SUCCESS"
    assert "<button" not in http.get(url).text


def test_a_link_that_is_too_old_says_so(shop):
    no, url = h5(shop)
    shop.wechat.control.advance(5 * MINUTE + 1)
    assert "已过期" in press(url, "pay").text
    assert state(shop, no) == "NOTPAY"


def test_an_unknown_order_is_not_found(wechat):
    assert http.get(wechat.url + "/cashier/wx0").status_code == 404
