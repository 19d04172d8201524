"""What somebody may share, and what a piece earns."""

import pytest

from sharers.models import ShareLink, Sharer
from sharers.sharing import Sharing
from shops.models import Product, Shop
from tests.sharers.pages.conftest import queries, signed_in


@pytest.fixture
def tea(world):
    return world.tea


@pytest.fixture
def elsewhere(world):
    """A shop that works with promoters at 6 %, and what it sells."""
    shop = Shop.objects.create(code="other", name="别家", promoter_bps=600)
    nuts = world.product("nuts", "坚果礼盒", [("盒", 20000)])
    Product.objects.filter(pk=nuts.pk).update(shop=shop, popularity=9)
    return Product.objects.select_related("shop").get(pk=nuts.pk)


def shown(client, query=""):
    answer = client.get("/share/goods/" + query)
    assert answer.status_code == 200
    return list(answer.context["page"])


def earned(client, query=""):
    return {product.title: (product.bps, product.earns_fen) for product in shown(client, query)}


def test_who_never_shared_is_led_to_how_one_begins(world):
    assert signed_in(world.mei).get("/share/goods/")["Location"] == "/share/"


def test_a_sharer_finds_the_goods_of_the_shop_and_what_a_piece_earns(tea, elsewhere, sharer, lin):
    assert earned(lin) == {"明前龙井": (755, 664)}
    answer = lin.get("/share/goods/")
    assert "7.55 % · ¥6.64 a piece" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


def test_a_promoter_finds_the_goods_of_every_shop_that_takes_promoters(tea, elsewhere, promoter, lin):
    assert earned(lin) == {"坚果礼盒": (600, 1200), "明前龙井": (500, 440)}
    Shop.objects.filter(code="other").update(promoter_bps=None)
    assert earned(lin) == {"明前龙井": (500, 440)}


def test_what_is_suspended_or_left_is_not_offered(tea, elsewhere, sharer, promoter, lin):
    promoter.suspend()
    assert set(earned(lin)) == {"明前龙井"}
    sharer.suspend()
    assert earned(lin) == {}
    assert "nothing that you can share" in lin.get("/share/goods/").content.decode()


def test_the_better_rate_is_shown_and_the_products_own_goes_first(tea, sharer, promoter, lin):
    Product.objects.update(sharer_bps=100)
    assert earned(lin)["明前龙井"] == (500, 440)
    Product.objects.update(promoter_bps=0)
    assert earned(lin)["明前龙井"] == (100, 88)


def test_fee_and_commission_stay_within_what_may_be_split(tea, sharer, lin, settings):
    settings.PLATFORM_FEE_BPS = 2_800
    assert earned(lin)["明前龙井"][0] == 200


def test_nothing_earned_is_said(tea, sharer, lin):
    Product.objects.update(sharer_bps=0)
    assert "No commission" in lin.get("/share/goods/").content.decode()


def test_it_is_searched_narrowed_and_put_in_order(world, tea, elsewhere, promoter, lin):
    assert [product.title for product in shown(lin)] == ["坚果礼盒", "明前龙井"]
    assert [product.title for product in shown(lin, "?q=龙井")] == ["明前龙井"]
    assert [product.title for product in shown(lin, "?shop=tea-house")] == ["明前龙井"]
    assert shown(lin, "?q=龙井&shop=other") == []
    newest = sorted([elsewhere, tea], key=lambda product: -product.pk)
    assert shown(lin, "?sort=new") == newest
    Product.objects.filter(pk=tea.pk).update(promoter_bps=2900)
    assert [product.title for product in shown(lin, "?sort=earned")] == ["明前龙井", "坚果礼盒"]


@pytest.mark.parametrize("query", ["?sort=nonsense", "?page=x", "?shop=%00", "?q=%00", "?page=999999"])
def test_what_makes_no_sense_is_left_out(tea, sharer, lin, query):
    assert lin.get("/share/goods/" + query).status_code == 200


def test_the_order_by_what_is_earned_goes_by_the_same_rates(world, tea, elsewhere, sharer, promoter):
    for sharer_bps, promoter_bps in [(None, None), (50, None), (None, 2900), (2900, 30), (0, 0)]:
        Product.objects.update(sharer_bps=sharer_bps, promoter_bps=promoter_bps)
        sharing = Sharing(world.lin)
        for product in sharing.earned(sharing.goods.select_related("shop")):
            assert product.earned_fen == product.price_from_fen * sharing.bps(product) // 10_000


def test_the_link_earns_what_was_shown(world, tea, sharer, promoter, lin):
    (product,) = shown(lin)
    lin.post("/share/links/", {"product": product.pk})
    assert ShareLink.objects.get(product=product).bps(product) == product.bps


def test_the_public_page_of_a_product_says_nothing_of_it(tea, sharer, lin):
    html = lin.get(tea.get_absolute_url()).content.decode()
    assert "7.55" not in html and "6.64" not in html


def test_it_costs_the_same_however_much_there_is(world, tea, sharer, promoter, lin):
    few = queries(lin, "/share/goods/"), queries(lin, "/share/goods/?sort=earned")
    for number in range(4):
        world.product(f"tea-{number}", f"茶 {number}", [("罐装", 100), ("盒装", 200)])
        shop = Shop.objects.create(code=f"shop-{number}", name=f"店 {number}")
        Sharer.objects.bind(shop=shop, user=world.lin)
    assert (queries(lin, "/share/goods/"), queries(lin, "/share/goods/?sort=earned")) == few
    assert few == (6, 6)  # session, person, sharers, promoter; goods, shops
