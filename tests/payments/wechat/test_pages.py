"""Paying by WeChat as its payers see it: by a code at a desk, from another phone's browser, and inside WeChat."""

import base64
import json
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from django.urls import reverse

from payments.models import Attempt, Payment

DESK = "Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile Safari/605.1"
IN_WECHAT = f"{PHONE} MicroMessenger/8.0.50"


@pytest.fixture
def order(world, shop):
    return world.own_order(paid=False)


@pytest.fixture
def mei(client, world, wechat):
    client.force_login(world.mei)
    return client


def start(mei, order, method, browser):
    page = order.payment.get_absolute_url()
    offered = mei.get(page, headers={"User-Agent": browser}).text
    assert f'value="{method}"' in offered
    return mei.post(page, {"method": method}, headers={"User-Agent": browser})


def path_of(url):
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def is_paid(order):
    return Payment.objects.get(pk=order.payment_id).state == "paid"


def done(order):
    return reverse("payments:done", args=[order.payment.number])


def test_at_a_desk_one_scans_a_code(mei, order, wechat):
    answer = start(mei, order, "native", DESK)
    page = mei.get(answer.url)
    attempt = Attempt.objects.get()
    assert attempt.ticket.startswith("weixin://")
    assert 'class="qr"' in page.text and "¥88" in page.text
    assert "no-store" in page.headers["Cache-Control"]
    wechat.control.pay(code_url=attempt.ticket)
    assert mei.get(done(order)).url == reverse("orders:detail", args=[order.number])
    assert is_paid(order)


def test_another_phones_browser_opens_wechat_and_comes_back(mei, order, settings):
    cashier = start(mei, order, "h5", PHONE).url
    assert cashier.startswith(settings.WECHATPAY.api_url)
    assert "明前龙井" in httpx.get(cashier).text
    back = httpx.post(cashier, data={"act": "pay"}).headers["Location"]
    assert back == settings.PUBLIC_URL + done(order)
    mei.get(path_of(back))
    assert is_paid(order)


def test_inside_wechat_one_pays_at_once_and_wechat_itself_says_who_pays(mei, order, wechat):
    asked = start(mei, order, "jsapi", IN_WECHAT).url
    assert asked.endswith("#wechat_redirect")
    answer = mei.get(path_of(httpx.get(asked).headers["Location"]), headers={"User-Agent": IN_WECHAT})
    page = mei.get(answer.url).text
    call = json.loads(unescape(re.search('data-wechat-pay="([^"]+)"', page)[1]))
    attempt = Attempt.objects.get()
    assert call["package"] == f"prepay_id={attempt.ticket}"
    signed = "".join(f"{call[name]}\n" for name in ["appId", "timeStamp", "nonceStr", "package"]).encode()
    key = wechat.keys.merchant.public_key()
    key.verify(base64.b64decode(call["paySign"]), signed, PKCS1v15(), SHA256())
    wechat.control.pay(prepay_id=attempt.ticket)
    mei.get(done(order))
    assert is_paid(order)


def test_who_pays_is_asked_once(mei, order):
    asked = start(mei, order, "jsapi", IN_WECHAT).url
    mei.get(path_of(httpx.get(asked).headers["Location"]))
    again = start(mei, order, "jsapi", IN_WECHAT).url
    assert again == reverse("payments:way", args=[order.payment.number, "jsapi"])
    assert Attempt.objects.count() == 1


@pytest.mark.parametrize("forged", ["state", "code"])
def test_an_identity_that_nobody_asked_for_is_not_taken(mei, order, forged):
    asked = start(mei, order, "jsapi", IN_WECHAT).url
    back = urlsplit(httpx.get(asked).headers["Location"])
    query = {name: values[0] for name, values in parse_qs(back.query).items()} | {forged: "made-up"}
    answer = mei.get(back.path, query)
    assert answer.url == order.payment.get_absolute_url()
    assert not Attempt.objects.exists()


def test_a_code_is_good_once(mei, order):
    asked = start(mei, order, "jsapi", IN_WECHAT).url
    back = path_of(httpx.get(asked).headers["Location"])
    mei.get(back)
    assert mei.get(back).url == order.payment.get_absolute_url()


def test_a_shop_without_a_number_at_wechat_cannot_be_paid_and_says_so(mei, order, shop):
    shop.merchant_number = ""
    shop.save()
    answer = mei.post(order.payment.get_absolute_url(), {"method": "native"})
    assert answer.status_code == 409
    assert Attempt.objects.get().state == "failed"


def test_nobody_else_sees_the_code(client, world, wechat, order):
    order.payment.start_attempt(method="native")
    url = reverse("payments:way", args=[order.payment.number, "native"])
    assert client.get(url).status_code == 302
    client.force_login(world.bo)
    assert client.get(url).status_code == 404


def test_a_way_that_was_not_begun_leads_on(mei, order):
    assert mei.get(reverse("payments:way", args=[order.payment.number, "native"])).url == done(order)


def test_a_second_way_is_another_attempt_and_its_money_goes_back(mei, order, wechat, box):
    start(mei, order, "h5", PHONE)
    start(mei, order, "native", PHONE)
    first, second = Attempt.objects.order_by("pk")
    wechat.control.pay(first.number)
    wechat.control.pay(second.number)
    mei.get(done(order))
    assert is_paid(order)
    late = order.payment.refunds.get()
    assert (late.cause, late.attempt.payment_id) == ("late-payment", order.payment_id)
