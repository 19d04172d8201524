"""A shopper with nothing to give: finds something, buys it, and keeps house in the account. On a phone and on a desk,
in Chinese and in English.
"""

import re

import pytest
from django.utils import translation
from playwright.sync_api import expect

from orders import fulfilment
from orders.models import Order

pytestmark = pytest.mark.journey
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 800}


class Reader:
    """What a person reads and presses, by the words of the source and in the language of the browser."""

    def __init__(self, visitor, language):
        self.visitor, self.page, self.language = visitor, visitor.page, language

    def word(self, source, context=None):
        with translation.override(self.language):
            return translation.pgettext(context, source) if context else translation.gettext(source)

    def press(self, source):
        self.page.get_by_role("button", name=re.compile(f"^{re.escape(self.word(source))}")).first.click()

    def follow(self, source, context=None):
        self.page.get_by_role("link", name=self.word(source, context)).first.click()

    def tab(self, source):
        tabs = self.page.get_by_role("navigation", name=self.word("Main"))
        tabs.get_by_role("link", name=re.compile(f"^{self.word(source, 'tab')}")).click()

    def sees(self, source):
        self.visitor.sees(self.word(source))


@pytest.mark.parametrize(
    ("name", "viewport", "language"),
    [("an", PHONE, "zh-hans"), ("ann", DESK, "en")],
    ids=["phone-zh", "desk-en"],
)
def test_from_the_shelf_to_the_door(visit, name, viewport, language):
    locale = "zh-CN" if language == "zh-hans" else "en-US"
    ann = Reader(visit(name, viewport=viewport, language=locale), language)
    ann.visitor.open("/")
    ann.page.get_by_role("link", name="明前龙井").first.click()
    ann.sees("Can be sent as a gift")
    ann.page.get_by_role("radio", name="盒装").first.check()
    ann.press("Buy now")

    ann.follow("Create an account")
    sign_up(ann)
    expect(ann.page).to_have_url(re.compile("/buy/"))  # where the login was asked for
    ann.visitor.fill_address()
    ann.press("Order and pay")
    ann.press("Pay now")
    ann.press("Pay")
    order = Order.objects.get(owner__nickname=name)
    expect(ann.page).to_have_url(re.compile(f"/orders/{order.number}"))
    ann.visitor.sees(labelled(order, language))

    fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1029384756123")
    ann.page.reload()
    ann.visitor.sees("SF1029384756123")
    ann.follow("I have received it")
    ann.press("I have received it")
    expect(ann.page).to_have_url(re.compile(f"/orders/{order.number}/$"))
    order.refresh_from_db()
    assert order.state == "completed"
    assert not ann.visitor.problems


def sign_up(reader):
    page = reader.page
    page.locator("[name=email]").fill(f"{reader.visitor.name}@example.org")
    page.locator("[name=nickname]").fill(reader.visitor.name)
    page.locator("[name=password1]").fill("correct-horse-battery")
    page.locator("main form button").last.click()
    expect(page).not_to_have_url(re.compile("signup"))


def labelled(order, language):
    with translation.override(language):
        return str(order.get_state_display())


@pytest.mark.parametrize(
    ("name", "viewport", "language"),
    [("li", DESK, "zh-hans"), ("lee", PHONE, "en")],
    ids=["desk-zh", "phone-en"],
)
def test_keeping_house_in_the_account(visit, name, viewport, language):
    locale = "zh-CN" if language == "zh-hans" else "en-US"
    lee = Reader(visit(name, viewport=viewport, language=locale), language)
    lee.visitor.open("/account/signup/")
    sign_up(lee)

    lee.tab("Me")
    lee.follow("Addresses")
    lee.sees("No addresses yet")
    lee.follow("New address")
    lee.visitor.fill_address()
    lee.press("Save")
    lee.visitor.sees("王小波")
    lee.visitor.does_not_see("13800138000")
    lee.page.get_by_role("link", name=re.compile(f"^{lee.word('Edit')}")).click()
    lee.page.get_by_text(lee.word("Delete this address")).click()
    lee.press("Delete")
    lee.sees("No addresses yet")

    lee.visitor.open("/account/")  # on a phone the page's own bar stands where the tabs were
    lee.follow("Notices")
    lee.sees("No notices yet")

    lee.visitor.open("/account/profile/")
    lee.page.locator("[name=nickname]").fill(f"{name}!")
    lee.press("Save")
    lee.tab("Me")
    lee.visitor.sees(f"{name}!")
    assert not lee.visitor.problems


def test_the_language_is_changed_where_one_stands_and_stays(visit):
    page = visit("wanderer").page
    page.goto("/")
    page.get_by_role("link", name="明前龙井").first.click()
    address = page.url
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url == address
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
