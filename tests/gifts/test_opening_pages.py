"""The pages a friend sees, from the link to the parcel."""

import re
from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.utils.html import strip_tags

from gifts import giving_back, links, sending
from gifts.models import Gift
from giftshop.clock import db_now
from giftshop.models import Event
from giftshop.refusals import Refused

ADDRESS = {
    "consignee": "王小波",
    "phone": "13800138000",
    "province": "浙江省",
    "city": "杭州市",
    "district": "西湖区",
    "detail": "文三路 100 号",
}


def link(gift):
    return f"/g/{gift.code}-{links.token(gift)}"


@pytest.fixture
def bo(client, world):
    client.force_login(world.bo)
    return client


def opened(client, gift):
    client.get(link(gift))
    return client


def test_the_link_leaves_the_address_bar_and_is_no_referrer(client, world):
    gift = world.sent_gift()
    answer = client.get(link(gift))
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/g/{gift.code}")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"
    assert client.get(f"/g/{gift.code}").status_code == 200


def test_opening_changes_nothing_but_the_session(client, world):
    gift = world.sent_gift()
    before, events = Gift.objects.filter(pk=gift.pk).values().get(), Event.objects.count()
    for path in [link(gift), f"/g/{gift.code}", f"/g/{gift.code}/inside"]:
        client.get(path)
    assert Gift.objects.filter(pk=gift.pk).values().get() == before
    assert Event.objects.count() == events


def test_a_code_alone_opens_nothing(client, world):
    gift = world.sent_gift()
    for path in ["", "/inside", "/parcel", "/refusal"]:
        assert client.get(f"/g/{gift.code}{path}").status_code == 404
    assert client.post(f"/g/{gift.code}/acceptance", ADDRESS).status_code == 404
    assert client.get(f"/g/{gift.code}-{'A' * 24}").status_code == 404
    assert client.get(f"/g/{'0' * 12}-{'A' * 24}").status_code == 404


def test_a_replaced_link_is_dead_at_once_also_for_who_had_opened_it(client, world):
    gift = world.sent_gift()
    old = link(gift)
    opened(client, gift)
    sending.replace_link(gift.pk)
    gift.refresh_from_db()
    assert client.get(f"/g/{gift.code}").status_code == 404
    assert client.get(old).status_code == 404
    assert client.get(link(gift), follow=True).status_code == 200


def test_a_guest_accepts_and_sees_the_receipt_link_once(client, world):
    gift = world.sent_gift()
    answer = opened(client, gift).post(f"/g/{gift.code}/acceptance", ADDRESS, follow=True)
    page = answer.content.decode()
    assert f"/g/r/{gift.code}-" in page
    assert "138****8000" in page
    assert "文三路" not in page
    assert f"/g/r/{gift.code}-" not in client.get(f"/g/{gift.code}/parcel").content.decode()


def test_the_receipt_link_works_elsewhere_and_the_gift_link_says_only_that_it_was_accepted(client, world):
    gift = world.sent_gift()
    page = opened(client, gift).post(f"/g/{gift.code}/acceptance", ADDRESS, follow=True).content.decode()
    receipt = page.split(f"/g/r/{gift.code}-")[1][:24]
    elsewhere = Client()
    assert elsewhere.get(f"/g/r/{gift.code}-{'A' * 24}").status_code == 404
    assert elsewhere.get(f"/g/r/{gift.code}-{receipt}", follow=True).status_code == 200
    stranger = opened(Client(), gift)
    for path in ["", "/inside", "/parcel"]:
        answer = stranger.get(f"/g/{gift.code}{path}")
        assert answer.status_code == 410
        assert gift.greeting not in answer.content.decode()


def test_a_guests_visit_becomes_an_account(client, world):
    gift = world.sent_gift()
    opened(client, gift).post(f"/g/{gift.code}/acceptance", ADDRESS)
    assert "login" in client.post(f"/g/{gift.code}/parcel/owner").headers["Location"]
    client.force_login(world.bo)
    client.post(f"/g/{gift.code}/parcel/owner")
    gift.refresh_from_db()
    assert gift.recipient == gift.order.owner == world.bo


def test_accepting_twice_by_a_double_tap_leads_to_the_parcel(bo, world):
    gift = world.sent_gift()
    for _ in range(2):
        answer = opened(bo, gift).post(f"/g/{gift.code}/acceptance", ADDRESS)
        assert answer.headers["Location"] == f"/g/{gift.code}/parcel"


def test_a_bad_address_loses_nothing_of_what_was_typed(client, world):
    gift = world.sent_gift()
    answer = opened(client, gift).post(f"/g/{gift.code}/acceptance", ADDRESS | {"phone": "123"})
    assert answer.status_code == 422
    assert "文三路" in answer.content.decode()
    gift.refresh_from_db()
    assert gift.state == "pending"


def test_an_address_not_delivered_to_is_refused_with_the_reason_on_the_form(client, world):
    gift = world.sent_gift()
    shop = world.shop
    shop.refuses_provinces = ["浙江省"]
    shop.save()
    answer = opened(client, gift).post(f"/g/{gift.code}/acceptance", ADDRESS)
    assert answer.status_code == 422
    assert "不" in answer.context["form"].non_field_errors()[0]


def test_a_saved_address_is_enough(bo, world):
    address = world.address(user=world.bo)
    address.keep()
    gift = world.sent_gift()
    answer = opened(bo, gift).post(f"/g/{gift.code}/acceptance", {"saved": address.pk})
    assert answer.status_code == 302
    assert gift.order.delivery.detail == address.detail


def test_nobody_uses_anothers_saved_address(bo, world):
    address = world.address(user=world.lin)
    address.keep()
    world.address(user=world.bo).keep()
    gift = world.sent_gift()
    answer = opened(bo, gift).post(f"/g/{gift.code}/acceptance", {"saved": address.pk})
    assert answer.status_code == 422


def test_the_giver_is_led_to_the_sent_page_and_cannot_accept(client, world):
    gift = world.sent_gift()
    client.force_login(world.mei)
    assert client.get(link(gift), follow=True).redirect_chain[-1][0] == f"/gifts/{gift.code}/"
    answer = client.post(f"/g/{gift.code}/acceptance", ADDRESS)
    assert answer.status_code == 403


def test_a_named_contact_opens_without_the_link_and_a_stranger_with_it_sees_only_a_login(client, world):
    world.accepted_gift()
    gift = world.sent_gift(contact_id=world.bo.pk, greeting="只给你")
    stranger = client.get(link(gift), follow=True)
    assert "login" in stranger.redirect_chain[-1][0]
    assert "只给你" not in stranger.content.decode()
    client.force_login(world.lin)
    refused = client.get(f"/g/{gift.code}")
    assert refused.status_code == 403
    assert "只给你" not in refused.content.decode()
    contact = Client()
    contact.force_login(world.bo)
    assert "只给你" in contact.get(f"/g/{gift.code}").content.decode()


@pytest.mark.parametrize(("state", "status"), [("declined", 410), ("suspended", 410), ("expired", 410)])
def test_a_gift_that_went_back_says_so(client, world, state, status):
    gift = world.sent_gift()
    opened(client, gift)
    if state == "expired":
        Gift.objects.filter(pk=gift.pk).update(deadline_at=db_now() - timedelta(hours=1))
    giving_back.give_back([gift.pk], state)
    for path in ["", "/inside"]:
        assert client.get(f"/g/{gift.code}{path}").status_code == status


def test_a_gift_past_its_deadline_is_closed_before_the_sweep_comes(client, world):
    gift = world.sent_gift()
    opened(client, gift)
    Gift.objects.filter(pk=gift.pk).update(deadline_at=db_now() - timedelta(hours=1))
    assert client.get(f"/g/{gift.code}").status_code == 410
    assert client.post(f"/g/{gift.code}/acceptance", ADDRESS).status_code == 410


def test_declining_needs_a_login_and_tells_the_giver_a_word(client, world):
    gift = world.sent_gift()
    opened(client, gift)
    for method in [client.get, client.post]:
        assert "login" in method(f"/g/{gift.code}/refusal").headers["Location"]
    client.force_login(world.bo)
    opened(client, gift)
    client.post(f"/g/{gift.code}/refusal", {"word": "心领了"})
    giver = Client()
    giver.force_login(world.mei)
    assert "心领了" in giver.get(f"/gifts/{gift.code}/").content.decode()


def test_the_inside_offers_what_costs_the_same_with_pictures_and_no_price(client, world):
    gift = world.sent_gift()
    page = opened(client, gift).get(f"/g/{gift.code}/inside").content.decode()
    assert "盒装" in page and "木匣" not in page
    assert "¥" not in page
    words = strip_tags(
        page.partition("<main")[2].partition("</main")[0]
    )  # addresses of pictures hold any digits
    assert "88" not in words


def test_another_option_is_taken_by_its_radio_button(client, world):
    gift = world.sent_gift()
    box = world.variant("盒装")
    opened(client, gift).post(f"/g/{gift.code}/acceptance", ADDRESS | {"variant": box.pk})
    assert gift.order.lines.get().variant == box


def test_a_pasted_address_fills_the_page_and_accepts_nothing(client, world):
    gift = world.sent_gift()
    pasted = {
        "recognise": "yes",
        "pasted": "张三 13800138000 广东深圳南山区科技园1号",
        "variant": world.variant("盒装").pk,
    }
    answer = opened(client, gift).post(f"/g/{gift.code}/acceptance", pasted)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="科技园1号"' in page and 'value="张三"' in page
    assert re.search(rf'value="{world.variant("盒装").pk}" checked', page)
    gift.refresh_from_db()
    assert gift.state == "pending"


def test_accepting_is_celebrated_once(bo, world):
    gift = world.sent_gift()
    first = opened(bo, gift).post(f"/g/{gift.code}/acceptance", ADDRESS, follow=True)
    assert "data-celebrate" in first.content.decode()
    assert "data-celebrate" not in bo.get(f"/g/{gift.code}/parcel").content.decode()


@pytest.mark.parametrize("code", ["gift-expired", "gift-accepted", "gift-declined", "gift-given-back",
                                  "gift-not-paid", "link-not-valid", "not-for-you", "own-gift"])  # fmt: skip
def test_every_refusal_of_a_gift_has_a_page_that_draws_something(code):
    page = render_to_string(f"errors/refused/{code}.html", {"refusal": refusals()[code]})
    assert "art/" in page or "weui-icon" in page
    assert str(refusals()[code].title) in page


def refusals():
    return {refusal.code: refusal for refusal in Refused.__subclasses__()}


def test_too_many_openings_are_refused(client, world, settings):
    settings.LINK_RATE = "2/m"
    gift = world.sent_gift()
    assert [client.get(link(gift)).status_code for _ in range(3)] == [302, 302, 429]


def test_user_text_is_text(client, world):
    gift = world.sent_gift(greeting="<script>alert(1)</script>")
    page = opened(client, gift).get(f"/g/{gift.code}").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_each_page_asks_a_known_number_of_queries(bo, world, django_assert_num_queries):
    gift = world.sent_gift()
    opened(bo, gift)
    with django_assert_num_queries(5):  # session, person, gift, line, clock
        bo.get(f"/g/{gift.code}")
    with django_assert_num_queries(8):  # and the variants to swap for, their pictures, the saved addresses
        bo.get(f"/g/{gift.code}/inside")
    for count in [2, 3]:
        for _ in range(count):
            world.address(user=world.bo).keep()
        with django_assert_num_queries(9):  # and the saved addresses again, as the choices of their field
            bo.get(f"/g/{gift.code}/inside")


@pytest.mark.parametrize("code", ["%00", "%00" * 12, "x", "０" * 12, "A" * 4000, "%ED%A0%80"])
def test_nonsense_in_an_address_is_not_found(client, world, code):
    client.force_login(world.mei)
    for path in ["/g/{}", "/gifts/{}/", "/orders/{}/", "/payments/{}/", "/s/{}", "/sandbox/cashier/{}"]:
        assert client.get(path.format(code)).status_code == 404
