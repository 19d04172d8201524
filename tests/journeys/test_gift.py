"""送给朋友 to 收下礼物, two people in two browsers."""

import re

import pytest
from playwright.sync_api import expect

from orders import fulfilment
from orders.models import Order

pytestmark = pytest.mark.journey

PRICE = ["¥", "8800"]


def ship(order):
    fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1234567890123")


def test_from_sign_up_to_a_received_parcel(visit):
    mei, bo = visit("mei"), visit("bo")
    mei.sign_up()
    link = mei.send_tea()

    bo.open_box(link)
    bo.sees("春茶一罐，愿你安好")
    bo.does_not_see(*PRICE)
    bo.sign_up()
    bo.open(link)
    bo.unwrap()
    bo.page.get_by_label("盒装").check()
    bo.fill_address()
    bo.press("收下礼物")
    bo.sees("盒装")
    bo.sees("138****8000")
    bo.does_not_see("文三路", *PRICE)
    bo.shot("parcel")

    mei.sees("bo已收下你的礼物")  # the page looks again by itself
    mei.does_not_see("王小波", "138", "杭州", "文三路")
    mei.shot("sent-accepted")

    order = Order.objects.get(gift__giver__nickname="mei")
    ship(order)
    bo.page.reload()
    bo.sees("SF1234567890123")
    bo.follow("确认收货")
    bo.press("确认收货")
    bo.sees("已完成")
    mei.is_told("已被收下")
    mei.shot("notices")
    bo.open("/gifts/received/")
    bo.sees("明前龙井")
    bo.shot("gifts-received")
    assert not mei.problems + bo.problems


def test_as_a_guest_with_a_receipt(visit):
    mei, guest, stranger = visit("mei-two"), visit("guest"), visit("stranger")
    mei.sign_up()
    link = mei.send_tea()
    guest.open_box(link)
    guest.fill_address()
    guest.press("收下礼物")
    receipt = guest.page.locator("#receipt").get_attribute("href")
    guest.shot("receipt")
    guest.page.reload()
    expect(guest.page.locator("#receipt")).to_have_count(0)
    guest.does_not_see("文三路", *PRICE)

    stranger.open(link)
    stranger.sees("礼物已被收下")
    stranger.does_not_see("mei-two", "138", *PRICE)
    stranger.shot("already-accepted")
    stranger.open(receipt)
    stranger.sees("138****8000")

    guest.press("把礼物存入我的账号")
    expect(guest.page).to_have_url(re.compile("login"))
    assert not mei.problems + guest.problems


def test_a_replaced_link_dies_and_declining_needs_a_login(visit):
    mei, bo = visit("mei-four"), visit("bo-four")
    mei.sign_up()
    old = mei.send_tea()
    mei.press("换链接")
    new = mei.page.locator("#link").get_attribute("href")
    assert new != old
    assert bo.open(old).status == 404
    bo.shot("link-dead")
    bo.open_box(new)
    bo.follow("婉拒")
    expect(bo.page).to_have_url(re.compile("login"))
    bo.sign_up()
    bo.open(new)
    bo.unwrap()
    bo.follow("婉拒")
    bo.page.locator("[name=word]").fill("心领了")
    bo.shot("decline")
    bo.press("婉拒")
    mei.sees("心领了")
    mei.shot("sent-declined")


def test_buying_for_oneself(visit):
    mei = visit("mei-five")
    mei.sign_up()
    mei.choose_tea()
    mei.press("立即购买")
    mei.fill_address()
    mei.shot("buy")
    mei.press("提交订单并付款")
    mei.pay()
    mei.sees("待发货")
    mei.shot("order")
    mei.open("/orders/")
    mei.sees("明前龙井")
    mei.shot("orders")


def test_in_english_on_a_desk(visit):
    mei = visit("mei-six", language="en-US", viewport={"width": 1280, "height": 800})
    mei.open("/")
    mei.sees("明前龙井")
    mei.shot("home-desk-en")
    mei.page.get_by_role("link", name="明前龙井").first.click()
    mei.sees("Can be sent as a gift")
    mei.shot("product-desk-en")
