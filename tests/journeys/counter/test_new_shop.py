"""A shop begins: the operator invites an owner, who sets it up, asks, is approved, and ships a first gift."""

import io
import re

import pytest
from django.core import signing  # noqa: F401
from PIL import Image
from playwright.sync_api import expect

from orders.models import Order
from shops.models import Shop

pytestmark = pytest.mark.journey


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "honey.jpg"
    file = io.BytesIO()
    Image.new("RGB", (900, 900), (222, 160, 60)).save(file, "JPEG")
    path.write_bytes(file.getvalue())
    return path


def save(page):
    page.get_by_role("button", name="保存", exact=True).click()


def begin_a_shop(operator):
    """The link that invites its owner."""
    operator.open("/admin/shops/shop/add/")
    operator.page.locator("[name=code]").fill("honey-house")
    operator.page.locator("[name=name]").fill("蜜语蜂蜜")
    save(operator.page)
    shop = Shop.objects.get(code="honey-house")
    assert shop.state == "draft"
    operator.open(f"/admin/shops/shop/{shop.pk}/staff/")
    operator.page.locator("select[name=role]").select_option("owner")
    operator.page.locator("button[value=invite]").click()
    return shop, operator.page.locator("#invitation").input_value()


def come_in(owner, link):
    owner.open(link)
    owner.sees("蜜语蜂蜜")
    owner.page.locator("a[href^='/account/signup/']").click()
    owner.fill_sign_up()
    owner.page.wait_for_url("**/staff/invitation/")
    owner.page.locator("main .weui-btn_primary").click()


def add_honey(owner, photo):
    owner.open("/admin/shops/product/add/")
    page = owner.page
    page.locator("[name=handle]").fill("acacia")
    page.locator("[name=title]").fill("洋槐蜂蜜")
    page.locator("select[name=category]").select_option(label="食品")
    page.locator("[name=option_names_0], [name=option_names]").first.fill("规格")
    page.locator("[name=on_shelf]").check()
    page.locator("trix-editor").click()
    page.keyboard.type("秦岭洋槐花期，一年一采。")
    save(page)


def test_from_an_invitation_to_the_first_shipped_gift(operator, desk, visit, photo):
    shop, link = begin_a_shop(operator)
    owner, mei, bo = desk("owner-hua"), visit("mei"), visit("bo")
    come_in(owner, link)
    owner.shot("new-owner-after-accepting")
    print(owner.page.url)
    print(owner.page.locator("main, #main, body").first.inner_text()[:600])
