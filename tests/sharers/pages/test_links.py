"""The links: all of them, and each with its pictures and figures."""

from datetime import timedelta
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from gifts import giving_back
from sharers.models import LinkDay, Promoter, ShareLink, Sharer, Showcase
from tests.sharers.conftest import release
from tests.sharers.pages.conftest import queries, signed_in, today


@pytest.fixture
def link(world, shared):
    return shared.shop_link


@pytest.fixture
def drawn(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


def path_of(link, rest=""):
    return f"/share/links/{link.code}/{rest}"


def html_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    return answer.content.decode()


def test_all_links_stand_there_to_copy_the_newest_first(world, sharer, promoter, lin):
    made = ShareLink.objects.create(sharer=sharer, product=world.tea)
    own = Showcase.objects.open(promoter, "Lin").link
    answer = lin.get("/share/links/")
    assert list(answer.context["page"]) == [own, made, sharer.shop_link]
    for link in (own, made, sharer.shop_link):
        assert f'data-copy="{link.public_url}"' in answer.content.decode()


def test_who_never_shared_is_led_to_how_one_begins(world):
    assert signed_in(world.mei).get("/share/links/")["Location"] == "/share/"


def test_each_tells_what_it_brought_lately(world, link, lin):
    LinkDay.objects.add(link, today(), visits=5)
    LinkDay.objects.add(link, today() - timedelta(days=40), visits=50)
    world.own_order()
    gift = world.sent_gift()
    (row,) = lin.get("/share/links/").context["page"]
    assert (row.recent_visits, row.recent_orders, row.recent_commission_fen) == (5, 2, 664)
    giving_back.decline(gift.pk, by=world.bo)
    (row,) = lin.get("/share/links/").context["page"]
    assert row.recent_commission_fen == 664


def test_sharing_a_product_makes_its_link_once(world, sharer, lin):
    for _ in range(2):
        answer = lin.post("/share/links/", {"product": world.tea.pk})
        made = sharer.links.get(product=world.tea)
        assert answer["Location"] == path_of(made)


def test_a_promoter_shares_a_whole_shop_and_a_sharer_finds_the_link_that_was_there(world, promoter, lin):
    assert world.tea.shop == world.shop
    assert "Share the whole shop" in lin.get("/share/goods/", {"shop": "tea-house"}).content.decode()
    for _ in range(2):
        answer = lin.post("/share/links/", {"shop": "tea-house"})
        assert answer["Location"] == path_of(promoter.links.get(shop=world.shop, product=None))
    bound = Sharer.objects.bind(shop=world.shop, user=world.lin, rate_bps=2900)
    assert lin.post("/share/links/", {"shop": "tea-house"})["Location"] == path_of(bound.shop_link)


@pytest.mark.parametrize("shop", ["", "x", "\0", "茶"])
def test_what_is_no_shop_is_not_found(sharer, lin, shop):
    assert lin.post("/share/links/", {"shop": shop}).status_code == 404


@pytest.mark.parametrize("product", ["", "x", "²", "9" * 30, "123456789"])
def test_what_is_no_product_is_not_found(sharer, lin, product):
    assert lin.post("/share/links/", {"product": product}).status_code == 404


def test_a_product_off_the_shelf_is_not_shared(world, sharer, lin):
    world.tea.put(on_shelf=False)
    assert lin.post("/share/links/", {"product": world.tea.pk}).status_code == 404


def test_who_does_not_share_for_the_shop_cannot_share_its_goods(world):
    assert signed_in(world.mei).post("/share/links/", {"product": world.tea.pk}).status_code == 403
    assert not ShareLink.objects.exists()


def test_a_suspended_promoter_is_told_so(world, promoter, lin):
    promoter.suspend()
    answer = lin.post("/share/links/", {"product": world.tea.pk})
    assert answer.status_code == 403
    assert "The operator has suspended this" in answer.content.decode()


def test_the_better_rate_decides_as_what_one_shares(world, sharer, promoter, lin):
    lin.post("/share/links/", {"product": world.tea.pk})
    type(world.tea).objects.update(promoter_bps=2000)
    lin.post("/share/links/", {"product": world.tea.pk})
    owners = ShareLink.objects.filter(product=world.tea).order_by("pk")
    assert [link.owner for link in owners] == [sharer, promoter]
    assert {link.shop for link in owners} == {world.shop}


def test_a_link_tells_its_days(world, link, lin):
    LinkDay.objects.add(link, today(), visits=3, newcomers=2, capped=7)
    LinkDay.objects.add(link, today() - timedelta(days=1), visits=1)
    world.own_order()
    world.accepted_gift()
    world.sent_gift()
    answer = lin.get(path_of(link))
    first, second, *_rest = answer.context["days"]
    assert (first.visits, first.newcomers, first.capped) == (3, 2, 7)
    assert (first.orders, first.expected_fen) == (3, 1328)
    assert (second.visits, second.orders) == (1, 0)
    assert answer.context["sums"]["visits"] == 4
    assert "Not counted: 7" in answer.content.decode()


def test_the_figures_of_another_link_are_not_mixed_in(world, link, sharer, lin):
    other = ShareLink.objects.create(sharer=sharer, product=world.tea)
    LinkDay.objects.add(link, today(), visits=3)
    world.own_order()
    sums = lin.get(path_of(other)).context["sums"]
    assert (sums["visits"], sums["orders"], sums["expected_fen"]) == (0, 0, 0)


@pytest.mark.parametrize("rest", ["", "poster.png", "qr.png"])
def test_somebody_elses_link_is_not_found(world, link, rest):
    Sharer.objects.bind(shop=world.shop, user=world.bo)
    assert signed_in(world.bo).get(path_of(link, rest)).status_code == 404
    assert signed_in(world.mei).get(path_of(link, rest)).status_code == 404


def test_a_dead_link_says_so_and_has_no_pictures(world, link, sharer, lin):
    world.own_order()
    sharer.suspend()
    assert "The shop has suspended you" in html_of(lin, path_of(link))
    Sharer.objects.leave()
    html = html_of(lin, path_of(link))
    assert "You do not share for this shop any more" in html
    assert "data-copy" not in html and "poster.png" not in html
    assert "¥6.64" in html
    assert "Earns nothing" in html_of(lin, "/share/links/")
    for picture in ["poster.png", "qr.png"]:
        assert lin.get(path_of(link, picture)).status_code == 404


def test_a_link_of_a_suspended_promoter_says_so(world, promoter, lin):
    lin.post("/share/links/", {"product": world.tea.pk})
    link = promoter.links.get()
    assert "5 %" in html_of(lin, path_of(link))
    promoter.suspend()
    assert "The operator has suspended you" in html_of(lin, path_of(link))


def test_a_shop_that_no_longer_takes_promoters_pays_nothing_and_the_page_says_so(world, promoter, lin):
    lin.post("/share/links/", {"product": world.tea.pk})
    type(world.shop).objects.update(promoter_bps=None)
    assert "the shop pays no commission" in html_of(lin, path_of(promoter.links.get()))


def test_poster_and_code_lead_by_the_link(world, link, sharer, lin, drawn):
    product = ShareLink.objects.create(sharer=sharer, product=world.tea)
    gone = ShareLink.objects.create(
        sharer=sharer, product=world.product("gone", "旧茶", [("罐装", 100)], on_shelf=False)
    )
    for one in (link, product, gone):
        for picture in ["poster.png", "qr.png"]:
            answer = lin.get(path_of(one, picture))
            assert answer["Content-Type"] == "image/png"
            assert answer["Cache-Control"] == "no-store"
            (code,) = zxingcpp.read_barcodes(Image.open(BytesIO(answer.content)))
            assert code.text == one.public_url


def test_a_showcase_has_a_poster_too(world, promoter, lin, drawn):
    link = Showcase.objects.open(promoter, "Lin 的好物").link
    assert lin.get(path_of(link, "poster.png")).status_code == 200
    Showcase.objects.update(shown=False)
    link.refresh_from_db()
    assert not link.counts


def test_lists_cost_the_same_however_much_there_is(world, link, sharer, lin):
    world.own_order()
    few = queries(lin, "/share/links/"), queries(lin, path_of(link))
    Promoter.objects.join(world.lin)
    for number in range(3):
        product = world.product(f"tea-{number}", f"茶 {number}", [("罐装", 100)])
        ShareLink.objects.create(sharer=sharer, product=product)
        release(world.own_order())
    assert (queries(lin, "/share/links/"), queries(lin, path_of(link))) == few
    # session, person, sharers, promoter, clock, links; of one: link, clock twice, visits, orders, today's, commission
    assert few == (6, 11)
