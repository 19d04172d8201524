"""A clerk's day: look through the queue, ship by form, by page and by file, print slips, find a parcel, answer."""

import re

import pytest
from playwright.sync_api import expect

from giftshop.templatetags.shop import grouped
from orders.aftersale import asking
from orders.models import Order
from shops.models import Staff
from tests.world import World

pytestmark = pytest.mark.journey

ORDERS = "/admin/orders/order/"
MONEY = ["88.00", "¥", "176"]


@pytest.fixture
def morning(shop):
    """What came in over night: two gifts that were accepted, three own orders, and a complaint about one of them. In a
    shop where nobody else buys.
    """
    world = World(code="bamboo-tea", name="竹里茶行")
    orders = [world.accepted_gift().order, world.accepted_gift(giver=world.lin).order]
    orders += [world.own_order() for _ in range(3)]
    asking.request(orders[4].pk, by=world.mei, kind="refund", reason="not_wanted")
    return world, orders


def state(order):
    return Order.objects.get(pk=order.pk).state


def mark(clerk, orders, action):
    clerk.open(ORDERS)
    for order in orders:
        clerk.page.locator(f"input[name=_selected_action][value='{order.pk}']").check()
    clerk.page.locator("select[name=action]").select_option(action)
    clerk.page.locator("button[name=index]").first.click()


def test_a_clerks_day(morning, at_work, tmp_path):
    world, (gift, other_gift, own, by_file, disputed) = morning
    person = world.person("xiao")
    Staff.objects.create(shop=world.shop, user=person, role=Staff.CLERK)
    clerk = at_work(person)
    body = clerk.page.locator("body")

    clerk.open("/admin/")
    clerk.shot("clerk-morning")
    clerk.does_not_see(*MONEY)
    clerk.open(ORDERS)
    expect(clerk.page.locator("#result_list tbody tr")).to_have_count(5)
    clerk.shot("clerk-queue")

    clerk.page.get_by_role("link", name=gift.number).click()
    clerk.page.locator("[name=carrier]").select_option("SF")
    clerk.page.locator("[name=tracking_number]").fill("sf 1234-567890")
    clerk.page.get_by_role("button", name="保存", exact=True).click()
    expect(clerk.page).to_have_url(re.compile(f"{ORDERS}(\\?.*)?$"))
    assert state(gift) == "shipped"

    mark(clerk, [other_gift, own], "print_slips")
    expect(body).to_contain_text(grouped(other_gift.number))
    clerk.does_not_see(*MONEY)
    clerk.shot("clerk-slips")

    mark(clerk, [other_gift, own], "ship_marked")
    clerk.page.locator("[name=carrier]").select_option("ZTO")
    for field, number in zip(
        clerk.page.locator("[name$=-tracking_number]").all(), ["ZT00000001", "ZT00000002"], strict=True
    ):
        field.fill(number)
    clerk.page.get_by_role("button", name="发货", exact=True).click()
    expect(clerk.page).to_have_url(re.compile(ORDERS))
    assert [state(other_gift), state(own)] == ["shipped", "shipped"]

    file = tmp_path / "numbers.csv"
    file.write_text(
        f"订单号,快递公司,运单号\n{by_file.number},中通快递,ZT99999999\n{gift.number},SF,SF1111111111\n"
    )
    clerk.open(f"{ORDERS}tracking/")
    clerk.page.locator("input[type=file]").set_input_files(file)
    clerk.page.get_by_role("button", name="预览结果").click()
    assert state(by_file) == "to_ship", "nothing is shipped before it was looked through"
    clerk.shot("clerk-file")
    clerk.page.get_by_role("button", name=re.compile("发货")).click()
    expect(clerk.page.locator(".sheet__good")).to_have_count(1)
    expect(clerk.page.locator(".sheet__bad")).to_have_count(1)
    assert state(by_file) == "shipped"

    for asked in ["SF1234567890", "138 0013 8000", gift.number]:
        clerk.open(f"{ORDERS}?q={asked}")
        expect(body).to_contain_text(gift.number)

    clerk.open("/admin/orders/aftersale/")
    clerk.page.locator("#result_list tbody a").first.click()
    clerk.does_not_see(*MONEY)
    clerk.page.get_by_role("radio", name="同意").check()
    clerk.page.get_by_role("button", name="保存", exact=True).click()
    expect(clerk.page).to_have_url(re.compile(r"/aftersale/(\?.*)?$"))
    assert state(disputed) == "refunded"

    clerk.open(f"{ORDERS}{gift.pk}/change/")
    clerk.page.locator("[name=words]").fill("客人来电，希望周末送达")
    clerk.page.get_by_role("button", name="保存备注").click()
    expect(clerk.page.locator(".story")).to_contain_text("客人来电，希望周末送达")
    clerk.shot("clerk-note")
    assert not clerk.problems
