"""The owner's side: opening, editing, choosing products, and numbers that name nobody."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from accounts.erasure import erase
from giftshop.clock import db_now
from sharers.models import Attribution, LinkDay, Promoter, Showcase, Slot
from shops.models import Product, Shop
from tests.sharers.conftest import release
from tests.sharers.showcase.conftest import browser, opened, unlock


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def lin(world):
    return browser(world.lin)


def picture(size=(900, 500)):
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, "PNG")
    return SimpleUploadedFile("me.png", out.getvalue(), "image/png")


def edit(client, **fields):
    return client.post("/showcase/edit/", {"name": "小林", "words": "", "shown": "on"} | fields)


def test_opening_needs_a_login_and_the_terms(client, lin, world):
    assert client.get("/showcase/")["Location"].startswith("/account/login/")
    assert "Terms" in lin.get("/showcase/").content.decode()
    assert lin.post("/showcase/", {"name": "小林的好物"}).status_code == 422
    assert not Promoter.objects.exists()
    assert lin.post("/showcase/", {"name": "小林的好物", "agree": "on"})["Location"] == "/showcase/"
    showcase = Showcase.objects.get()
    assert (showcase.name, showcase.promoter.user, showcase.listed) == ("小林的好物", world.lin, False)
    assert "小林的好物" in lin.get("/showcase/").content.decode()


@pytest.mark.parametrize("name", ["", " ", "字" * 21, "两\n行", "坏\x00的"])
def test_a_name_is_one_line_of_at_most_twenty_characters(lin, name):
    assert lin.post("/showcase/", {"name": name, "agree": "on"}).status_code == 422
    assert not Showcase.objects.exists() and not Promoter.objects.exists()


PAGES = ["/showcase/edit/", "/showcase/figures/", "/showcase/slots/1/"]


@pytest.mark.parametrize("path", PAGES)
def test_without_a_showcase_every_page_leads_to_opening_one(lin, path):
    assert lin.get(path)["Location"] == "/showcase/"


@pytest.mark.parametrize("path", ["/showcase/", *PAGES])
def test_a_suspended_promoter_is_told_so(lin, showcase, path):
    showcase.promoter.suspend()
    answer = lin.get(path)
    assert answer.status_code == 403
    assert "You cannot share at present" in answer.content.decode()


def test_name_words_and_switches_are_edited(lin, showcase):
    assert edit(lin, name="新名字", words="你好", listed="on").status_code == 302
    showcase.refresh_from_db()
    assert (showcase.name, showcase.words, showcase.listed, showcase.shows_sales) == (
        "新名字",
        "你好",
        True,
        False,
    )
    edit(lin, shown="")
    showcase.refresh_from_db()
    assert not showcase.shown
    assert "is closed" in lin.get("/showcase/").content.decode()


def test_what_is_wrong_is_told_and_changes_nothing(lin, showcase):
    answer = edit(lin, name="", avatar=SimpleUploadedFile("me.png", b"no picture"))
    assert answer.status_code == 422
    assert "not a picture" in answer.content.decode()
    showcase.refresh_from_db()
    assert showcase.name == "小林的购物号"


def test_pictures_are_drawn_anew_shown_replaced_and_taken_away(
    lin, showcase, media, django_capture_on_commit_callbacks
):
    edit(lin, avatar=picture(), banner=picture((2000, 900)))
    showcase.refresh_from_db()
    for one, size in [(showcase.avatar, (256, 256)), (showcase.banner, (1080, 432))]:
        answer = browser().get(one.url)
        assert Image.open(BytesIO(b"".join(answer.streaming_content))).size == size
    old = Path(media, showcase.avatar.name)
    with django_capture_on_commit_callbacks(execute=True):
        edit(lin, no_avatar="on")
    showcase.refresh_from_db()
    assert not showcase.avatar and showcase.banner and not old.exists()
    assert browser().get("/media/showcases/" + old.name).status_code == 404


def test_the_same_picture_of_two_owners_is_kept_twice(world, lin, showcase):
    opened(world.bo, "阿波")
    edit(lin, avatar=picture())
    edit(browser(world.bo), avatar=picture())
    assert len(set(Showcase.objects.values_list("avatar", flat=True))) == 2


def test_slots_say_when_they_can_be_changed_and_what_comes_with_influence(lin, showcase):
    html = lin.get("/showcase/").content.decode()
    assert "Can be changed from" in html and "6 slots from influence 100" in html
    assert 'href="/showcase/slots/2/"' in html and 'href="/showcase/slots/1/"' not in html
    unlock(showcase)
    assert 'href="/showcase/slots/1/"' in lin.get("/showcase/").content.decode()


def test_a_product_is_found_by_words_with_what_it_earns(lin, world, showcase):
    world.product("cup", "青瓷茶杯", [("白", 3950)])
    html = lin.get("/showcase/slots/2/?q=茶杯").content.decode()
    assert "青瓷茶杯" in html and "明前龙井" not in html
    assert "You earn ¥3.16" in html  # 8 % of ¥39.50
    assert (
        lin.post("/showcase/slots/2/", {"product": Product.objects.get(handle="cup").pk}).status_code == 302
    )
    assert showcase.slots.get(position=2).product.handle == "cup"


def test_what_earns_nothing_says_why_and_the_showcase_price_is_shown(lin, world, showcase):
    html = lin.get("/showcase/slots/2/").content.decode()
    assert "You earn ¥6.40" in html and "Showcase price" in html and "In your showcase" in html
    Shop.objects.update(promoter_bps=None)
    assert "does not work with promoters" in lin.get("/showcase/slots/2/").content.decode()


def test_what_one_bought_can_be_chosen(lin, world, showcase):
    assert "have not bought anything" in lin.get("/showcase/slots/2/?state=bought").content.decode()
    world.own_order(buyer=world.lin, paid=False)
    assert not lin.get("/showcase/slots/2/?state=bought").context["page"].object_list
    world.sent_gift(giver=world.lin)
    world.sent_gift(giver=world.bo, variant=world.product("cup", "杯", [("白", 3900)]).variants.get())
    assert [product.title for product in lin.get("/showcase/slots/2/?state=bought").context["page"]] == [
        "明前龙井"
    ]


@pytest.mark.parametrize("product", ["", "x", "-1", "9" * 30, "²", "0"])
def test_nonsense_is_refused_with_words(lin, showcase, product):
    assert lin.post("/showcase/slots/2/", {"product": product}).status_code in {404, 409}


@pytest.mark.parametrize("to", ["", "x", "99", "-1", "²"])
def test_a_product_moves_only_where_a_slot_is(lin, showcase, to):
    unlock(showcase)
    assert lin.post("/showcase/slots/1/move/", {"to": to}).status_code == 404


def test_moving_and_emptying_are_buttons(lin, showcase):
    unlock(showcase)
    lin.post("/showcase/slots/1/move/", {"to": 3})
    assert showcase.slots.get(product__isnull=False).position == 3
    assert lin.post("/showcase/slots/3/empty/").status_code == 409
    unlock(showcase)
    assert lin.post("/showcase/slots/3/empty/").status_code == 302
    assert not showcase.slots.filter(product__isnull=False).exists()


def test_a_slot_that_is_not_there_yet_is_not_found(lin, showcase):
    assert lin.get("/showcase/slots/5/").status_code == 404


def test_numbers_tell_visits_orders_and_commission_and_nobody(lin, world, showcase):
    today = db_now().date()
    LinkDay.objects.add(showcase.link, today, visits=12, newcomers=7)
    LinkDay.objects.add(showcase.link, today - timedelta(days=40), visits=100)
    for name in ["mei", "bo"]:
        Attribution.objects.remember(world.person(name), showcase.link, world.shop.pk)
    order = world.own_order()
    release(order)
    gift = world.sent_gift(giver=world.bo)
    answer = lin.get("/showcase/figures/")
    figures = answer.context
    assert (figures["visits"], figures["newcomers"], figures["orders"]) == (12, 7, 2)
    sums = {"own_pending_fen": 0, "own_settled_fen": 704, "gift_pending_fen": 0, "gift_settled_fen": 0}
    assert figures["commission"] == sums  # the gift is not accepted yet
    html = answer.content.decode()
    for secret in [world.mei.email, ">Mei", order.number, gift.code, "¥88"]:
        assert secret not in html


@pytest.mark.parametrize(
    "path, queries",
    [
        ("/showcase/", 7),
        ("/showcase/slots/4/", 8),
        ("/showcase/slots/4/?state=bought", 8),
        ("/showcase/figures/", 7),
    ],
)
def test_pages_cost_the_same_however_much_there_is(lin, world, showcase, path, queries):
    for number in range(2):
        with CaptureQueriesContext(connection) as asked:
            lin.get(path)
        assert len(asked) == queries
        cup = world.product(f"cup{number}", "杯", [("白", 3900)])
        showcase.place(number + 2, cup)
        Attribution.objects.remember(world.mei, showcase.link, world.shop.pk)
        world.own_order()
        world.own_order(buyer=world.lin)


def test_whoever_leaves_takes_words_pictures_and_goods_along(world, lin, showcase):
    edit(lin, name="小林的", words="你好", avatar=picture(), listed="on")
    erase(user=world.lin)
    showcase.refresh_from_db()
    assert (showcase.name, showcase.words, showcase.avatar.name, showcase.listed) == ("–", "", "", False)
    assert not Slot.objects.exists()
    assert browser().get(showcase.get_absolute_url()).status_code == 404


def test_the_copy_of_ones_data_has_it(world, lin, showcase):
    assert (
        showcase.public_url
        in b"".join(lin.post("/account/export/", {"password": "correct-horse-battery"})).decode()
    )
