"""A shop begins: the operator invites an owner, who sets it up, asks, is approved, and ships a first gift."""

import re
from email import message_from_string

import pytest
from PIL import Image
from playwright.sync_api import expect

from orders.models import Order
from shops.models import Shop

pytestmark = pytest.mark.journey


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "honey.jpg"
    Image.new("RGB", (900, 900), (222, 160, 60)).save(path)
    return path


def save(page):
    page.get_by_role("button", name="保存", exact=True).click()


def link_in(mails, to):
    """The link of the newest e-mail to somebody."""
    for file in sorted(mails.iterdir(), reverse=True):
        mail = message_from_string(file.read_text())
        if to in mail["To"]:
            return re.search(r"http\S+", mail.get_payload(decode=True).decode())[0]
    raise AssertionError(f"no e-mail to {to}")


def confirm_the_address(owner, mails):
    expect(owner.page).to_have_url(re.compile("/account/second-factor/$"))
    owner.sees("账号的所有邮箱都验证后才能开启")
    owner.open(link_in(mails, "hua@example.org"))
    owner.page.locator("main form button").click()


def add_honey(owner, photo):
    page = owner.page
    owner.open("/admin/shops/product/")
    page.locator("a[href$='/product/add/']").first.click()
    page.locator("select[name=shop]").select_option(label="蜜语蜂蜜")
    page.locator("select[name=category]").select_option(index=1)
    page.locator("[name=title]").fill("洋槐蜂蜜")
    page.locator("trix-editor").click()
    page.keyboard.type("秦岭洋槐花期，一年一采。")
    page.locator("[name=option_names]").fill("规格")
    page.get_by_role("link", name="添加另一个 款式").click()
    for name, value in {"option_values": "500 克", "price_fen": "68", "stock": "20"}.items():
        page.locator(f"[name=variants-0-{name}]").fill(value)
    page.get_by_role("link", name="添加另一个 图片").click()
    page.locator("[name=pictures-0-upload]").set_input_files(photo)
    owner.shot("new-owner-product")
    save(page)
    expect(page.locator("body")).to_contain_text("洋槐蜂蜜")


def test_from_an_invitation_to_the_first_shipped_gift(operator, desk, visit, photo, mails):
    operator.open("/admin/shops/shop/add/")
    operator.page.locator("[name=code]").fill("honey-house")
    operator.page.locator("[name=name]").fill("蜜语蜂蜜")
    save(operator.page)
    expect(operator.page).to_have_url(re.compile(r"/shop/(\?.*)?$"))
    shop = Shop.objects.get(code="honey-house")
    operator.open(f"/admin/shops/shop/{shop.pk}/staff/")
    operator.page.locator("select[name=role]").select_option("owner")
    operator.page.locator("button[value=invite]").click()
    link = operator.page.locator("#invitation").input_value()

    owner, mei, bo = desk("hua"), visit("mei-three"), visit("bo-three")
    owner.open(link)
    owner.page.locator("a[href^='/account/signup/']").click()
    owner.fill_sign_up()
    owner.page.wait_for_url("**/staff/invitation/")
    owner.page.locator("main .weui-btn_primary").click()
    confirm_the_address(owner, mails)
    owner.open("/admin/")
    owner.set_up_an_app()
    expect(owner.page).to_have_url(re.compile("/admin/$"))
    owner.shot("new-owner-first-steps")
    first = owner.page.locator("ol").first
    expect(first.locator("s")).to_have_count(0)

    assert mei.page.request.get(shop.get_absolute_url()).status == 404, "seen before it was approved"
    add_honey(owner, photo)
    owner.open(f"/admin/shops/shop/{shop.pk}/change/")
    owner.page.locator("[name=aftersale_address]").fill("华子 13800138000 陕西省西安市雁塔区科技路 1 号")
    save(owner.page)
    owner.open(f"/admin/shops/shop/{shop.pk}/approval/")
    owner.press("提交审核")
    owner.shot("new-owner-asked")

    operator.open("/admin/")
    operator.follow("待审核的店铺")
    operator.open(f"/admin/shops/shop/{shop.pk}/approval/")
    operator.shot("operator-approves")
    operator.page.locator("button[value=approve]").click()
    owner.is_told("已通过审核")

    mei.sign_up()
    mei.open(shop.get_absolute_url())
    mei.follow("洋槐蜂蜜")
    mei.press("送给朋友")
    mei.page.locator(".bar button").click()
    mei.pay()
    mei.sees("待收下")
    gift = mei.page.locator("#link").get_attribute("href")
    bo.sign_up()
    bo.open_box(gift)
    bo.fill_address()
    bo.press("收下礼物")
    bo.sees("138****8000")

    order = Order.objects.get(shop=shop)
    owner.open("/admin/orders/order/")
    owner.page.get_by_role("link", name=order.number).click()
    owner.page.locator("[name=carrier]").select_option("SF")
    owner.page.locator("[name=tracking_number]").fill("SF1234567890")
    save(owner.page)
    bo.page.reload()
    bo.sees("SF1234567890")
    owner.open("/admin/orders/order/money/")
    expect(owner.page.locator(".figures")).to_contain_text("¥68")
    owner.shot("new-owner-funds")
    owner.open("/admin/")
    owner.shot("new-owner-at-work")
    assert not owner.problems + operator.problems + mei.problems + bo.problems
