"""The story of a gift: the giver's has money and no address, the recipient's an address and no money."""

import re

import pytest
from django.test import Client
from django.utils import translation

from gifts import giving_back, sending, timeline
from gifts.acceptance import accept
from gifts.models import Gift
from orders import fulfilment
from orders.models import Order
from payments import executor
from payments.models import Refund
from payments.providers.base import RefundState

TRACKING = "SF1234567890123"
PRIVATE = ["王小波", "13800138000", "138****", "杭州", "文三路", TRACKING, "SF Express", "顺丰"]
MONEY = ["¥", "88", "168"]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def browser(person):
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


def giver_reads(gift):
    return _read(timeline.for_giver(_gift(gift)))


def recipient_reads(gift):
    return _read(timeline.for_recipient(_gift(gift)))


def _gift(gift):
    return Gift.objects.for_display().get(pk=gift.pk)


def _read(steps):
    return [(step.state, str(step.words)) for step in steps]


def story(client, path):
    """The words of the timeline on a page."""
    page = client.get(path).content.decode()
    start = page.index('<ol class="timeline"')
    return page[start : page.index("</ol>", start)]


def shipped(world, **fields):
    gift = world.accepted_gift(**fields)
    fulfilment.ship(gift.order_id, carrier="SF", tracking_number=TRACKING)
    return gift


def test_before_it_is_paid(world):
    gift = world.unpaid_gift()
    assert giver_reads(gift) == [("done", "Gift chosen"), ("next", "Waiting for your payment")]


def test_while_it_waits_the_giver_knows_until_when(world):
    gift = world.sent_gift()
    sending.replace_link(gift.pk)
    giving_back.remind([gift.pk])
    assert giver_reads(gift) == [
        ("done", "Gift chosen"),
        ("done", "Payment received"),
        ("done", "Link replaced"),
        ("done", "Reminder sent"),
        ("next", "Waiting to be accepted"),
        ("later", "On its way"),
        ("later", "Received"),
    ]
    [waiting] = [step for step in timeline.for_giver(_gift(gift)) if step.is_next]
    assert waiting.until == gift.deadline_at


def test_the_giver_learns_who_accepted_by_nickname(world):
    gift = world.accepted_gift()
    assert ("done", "Accepted by Bo") in giver_reads(gift)
    assert giver_reads(gift)[-3:] == [
        ("next", "The shop is packing"),
        ("later", "On its way"),
        ("later", "Received"),
    ]


def test_a_guest_has_no_name(world):
    gift = world.sent_gift()
    accept(gift.pk, by=None, address=world.address())
    assert ("done", "Accepted") in giver_reads(gift)


def test_the_recipient_follows_the_parcel(world):
    gift = shipped(world)
    *_, way, waiting = timeline.for_recipient(_gift(gift))
    assert (way.shipment.tracking_number, waiting.state) == (TRACKING, "next")
    fulfilment.confirm(gift.order_id)
    assert recipient_reads(gift) == [
        ("done", "You have accepted it"),
        ("done", "On its way"),
        ("done", "Received"),
    ]


def test_a_declined_gift_tells_the_word_and_when_the_money_is_back(world):
    gift = world.sent_gift()
    giving_back.decline(gift.pk, by=world.bo, word="谢谢")
    *_, declined, back = timeline.for_giver(_gift(gift))
    assert (str(declined.words), declined.detail) == ("Declined", "谢谢")
    assert (back.state, back.detail) == ("next", "¥88")
    refund = Refund.objects.get()
    executor.record(refund.pk, refund.number, RefundState.SUCCESS)
    *_, back = timeline.for_giver(_gift(gift))
    assert (back.state, back.at) == ("done", Refund.objects.get().succeeded_at)


def test_the_shops_fault_is_told(world):
    waiting, accepted = world.sent_gift(), world.accepted_gift()
    giving_back.take_back([waiting.pk])
    assert ("done", "The shop cannot deliver it") in giver_reads(waiting)
    fulfilment.backstop([accepted.order_id])
    assert ("done", "The shop did not ship it in time") in giver_reads(accepted)


def test_what_the_shop_could_not_deliver_goes_back_without_an_amount_for_the_recipient(world):
    gift = world.accepted_gift()
    fulfilment.withdraw(gift.order_id, stock_left=0)
    assert giver_reads(gift)[-2:] == [
        ("done", "The shop could not deliver it"),
        ("next", "On its way back to you"),
    ]
    told = story(browser(world.bo), f"/g/{gift.code}/parcel")
    assert "the gift has gone back" in told
    words = re.sub(r"<time.*?</time>", "", told, flags=re.S)  # a clock may show any digits
    assert not any(money in words for money in MONEY)


@pytest.mark.parametrize("state", list(Gift.GIVEN_BACK) + ["cancelled"])
def test_every_end_of_a_gift_has_its_words(state):
    assert timeline.CLOSED[state]


def test_the_giver_never_reads_where_the_parcel_goes(world):
    mei = browser(world.mei)
    gift = shipped(world)
    for _ in range(2):
        told = story(mei, f"/gifts/{gift.code}/")
        assert "On its way" in told
        assert not any(word in told for word in PRIVATE)
        if Gift.objects.get(pk=gift.pk).order.state == "shipped":
            fulfilment.confirm(gift.order_id)


def test_the_recipient_never_reads_an_amount(world):
    gift = shipped(world)
    page = browser(world.bo).get(f"/g/{gift.code}/parcel").content.decode()
    assert TRACKING in page and f'data-copy="{TRACKING}"' in page and "SF Express" in page
    assert "¥" not in page and "8800" not in page


def test_the_receipt_of_a_gift_is_asked_about_before_it_is_confirmed(world):
    gift, bo = shipped(world), browser(world.bo)
    path = f"/g/{gift.code}/parcel/confirmation"
    page = bo.get(path)
    assert page.status_code == 200 and "¥" not in page.content.decode()
    assert Gift.objects.get().order.state == "shipped"
    bo.post(path)
    assert Gift.objects.get().order.state == "completed"
    assert bo.get(path).status_code == 409
    assert browser(world.lin).get(path).status_code == 404


def test_the_pages_ask_the_same_number_of_queries_however_much_happened(world, django_assert_num_queries):
    gift, mei, bo = world.sent_gift(), browser(world.mei), browser(world.bo)
    for _ in range(2):
        with django_assert_num_queries(5):  # session, person, gift, line, what happened meanwhile
            mei.get(f"/gifts/{gift.code}/state")
        sending.replace_link(gift.pk)
        sending.replace_link(gift.pk)
    accept(gift.pk, by=world.bo, address=world.address())
    for _ in range(2):
        with django_assert_num_queries(
            7
        ):  # session, person, gift, line, delivery, what happened, after-sales
            bo.get(f"/g/{gift.code}/parcel")
        Order.objects.update(locked_until=None)
        fulfilment.change_address(gift.order_id, world.address(detail="别处 1 号"))


def test_gift_lists_have_tabs_by_state(world):
    gifts = {"unpaid": world.unpaid_gift(), "pending": world.sent_gift(), "accepted": world.accepted_gift()}
    gifts["back"] = world.sent_gift()
    giving_back.decline(gifts["back"].pk, by=world.bo)
    mei, bo = browser(world.mei), browser(world.bo)

    def shown(client, path):
        return {gift.code for gift in client.get(path).context["page"]}

    for state, gift in gifts.items():
        assert shown(mei, f"/gifts/?state={state}") == {gift.code}
    assert len(shown(mei, "/gifts/?state=x")) == 4
    assert shown(bo, "/gifts/received/?state=to_ship") == {gifts["accepted"].code}
    assert not shown(bo, "/gifts/received/?state=shipped")
    assert "no-gifts" in bo.get("/gifts/received/?state=shipped").content.decode()


def test_the_list_of_received_gifts_asks_the_same_number_of_queries(world, django_assert_num_queries):
    bo = browser(world.bo)
    for count in [1, 4]:
        for _ in range(count):
            world.accepted_gift()
        with django_assert_num_queries(4):  # session, person, gifts, lines
            page = bo.get("/gifts/received/").content.decode()
        assert "¥" not in page
