"""The operator at 3 a.m.: a refund that cannot be delivered is found, understood and settled."""

import re

import pytest
from django.db import transaction
from playwright.sync_api import expect

from orders import fulfilment
from orders.models import Order
from payments.models import Refund
from tests.books import broken
from tests.world import World

pytestmark = pytest.mark.journey


@pytest.fixture
def stuck(shop):
    """Mei's money came back to nobody: her card is gone."""
    world = World()
    order = world.own_order()
    with transaction.atomic():  # before the worker asks the bank
        fulfilment.withdraw(order.pk, stock_left=9)  # others buy it too
        refund = Refund.objects.get(subject=order.subject)
        Refund.objects.filter(pk=refund.pk).update(state="abnormal", last_error="ABNORMAL")
    return refund


def test_an_operator_resolves_a_stuck_refund(stuck, operator):
    body = operator.page.locator("body")
    operator.open("/admin/payments/refund/?state__exact=abnormal")
    operator.shot("operator-refunds")
    operator.page.get_by_role("link", name=stuck.number).click()
    expect(body).to_contain_text("请与付款人商定收款方式")
    operator.shot("operator-refund")
    operator.page.get_by_role("link", name="人工打款").click()
    operator.press("已打款")
    assert Refund.objects.get(pk=stuck.pk).state == "abnormal", "paid out without evidence"
    operator.page.locator("[name=evidence]").fill("招商银行转账 20261122-0917")
    operator.shot("operator-evidence")
    operator.press("已打款")
    expect(operator.page).to_have_url(re.compile(f"/refund/{stuck.pk}/change/"))
    expect(body).to_contain_text("招商银行转账 20261122-0917")
    refund = Refund.objects.get(pk=stuck.pk)
    assert (refund.state, refund.paid_out_by.email) == ("paid_out", "ops@example.com")
    operator.open(f"/admin/payments/refund/{stuck.pk}/history/")
    expect(body).to_contain_text("招商银行转账 20261122-0917")
    assert not operator.problems
    assert broken() == [], "the books"
    assert not Order.objects.filter(pk=int(refund.subject.partition(":")[2])).exclude(state="refunded")
