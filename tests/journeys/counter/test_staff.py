"""Behind the counter: a clerk comes by invitation, owner and operator with a second factor."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from shops.models import Product, Shop, Staff
from tests.journeys.people import PASSWORD
from tests.world import World

pytestmark = pytest.mark.journey

MONEY = ["88.00", "¥"]


def test_an_owner_invites_a_clerk_who_sees_orders_but_no_money_and_no_other_shop(desk):
    world = World()
    order = world.own_order()
    User.objects.filter(pk=world.wen.pk).update(is_staff=True)
    Product.objects.create(
        shop=Shop.objects.create(code="elsewhere", name="别家小铺"), handle="x", title="别家的货"
    )
    owner, clerk, stranger = desk("wen"), desk("clerk-xiao"), desk("stranger")
    staff = f"/admin/shops/shop/{world.shop.pk}/staff/"

    owner.log_in("wen@example.com")
    owner.page.wait_for_url("**/")
    owner.open(staff)
    owner.set_up_an_app()
    owner.page.locator("button[value=invite]").click()
    link = owner.page.locator("#invitation").input_value()
    owner.shot("staff-invited")
    owner.page.reload()
    expect(owner.page.locator("#invitation")).to_have_count(0)

    clerk.open(link)
    assert clerk.page.url.endswith("/staff/invitation/"), "the secret stays in the address bar"
    clerk.sees("茶语小铺")
    clerk.shot("invitation")
    clerk.page.locator("a[href^='/account/signup/']").click()
    clerk.fill_sign_up()
    clerk.page.wait_for_url("**/staff/invitation/")
    clerk.page.locator("main .weui-btn_primary").click()
    expect(clerk.page).to_have_url(re.compile("/admin/$"))
    assert Staff.objects.get(user__nickname="clerk-xiao").role == "clerk"

    body = clerk.page.locator("body")
    clerk.open("/admin/orders/order/")
    expect(body).to_contain_text(order.number)
    clerk.does_not_see(*MONEY)
    clerk.shot("clerk-orders")
    clerk.open(f"/admin/orders/order/{order.pk}/change/")
    expect(body).to_contain_text("王小波")
    clerk.does_not_see(*MONEY)
    for path, seen in [("shop/", "茶语小铺"), ("product/", "明前龙井")]:
        clerk.open(f"/admin/shops/{path}")
        expect(body).to_contain_text(seen)
        clerk.does_not_see("别家")
    assert not owner.problems + clerk.problems
    assert clerk.open(staff).status == 403

    assert stranger.open(link).status == 410
    owner.page.reload()
    expect(owner.page.locator("body")).to_contain_text("clerk-xiao")


def test_an_operator_sets_up_a_second_factor_and_needs_it_from_then_on(desk):
    User.objects.create_superuser("op@example.com", PASSWORD, nickname="Op")
    operator = desk("op")
    operator.log_in("op@example.com")
    operator.page.wait_for_url("**/")
    operator.open("/admin/accounts/user/")
    expect(operator.page).to_have_url(re.compile("/account/reauthenticate/"))
    secret = operator.set_up_an_app()
    expect(operator.page).to_have_url(re.compile("/admin/accounts/user/$"))
    operator.shot("operator-in")
    assert not operator.problems

    again = desk("op-again")
    again.log_in("op@example.com")
    expect(again.page).to_have_url(re.compile("/account/second-factor/authenticate/"))
    again.shot("second-factor-asked")
    again.enter_code(secret)
    again.page.wait_for_url("**/")
    assert again.open("/admin/accounts/user/").status == 200
    assert not again.problems
