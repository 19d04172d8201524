import itertools

import pytest

from shops import refusals
from shops.models import Category, Product, Variant
from tests.shops.goods import a_product, a_shop, a_variant

pytestmark = pytest.mark.django_db


def refusal_of(variant):
    refusal = Variant.objects.get(pk=variant.pk).gift_refusal()
    return refusal and type(refusal)


def test_a_variant_in_stock_and_in_an_ordinary_category_may_be_sent():
    assert refusal_of(a_variant()) is None


def test_goods_without_a_category_may_not():
    assert refusal_of(a_variant(category=None)) is refusals.NotCategorised


@pytest.mark.parametrize("slug", ["jewellery", "rings", "education", "courses"])
def test_jewellery_and_education_may_not_and_neither_may_what_is_below_them(slug):
    assert refusal_of(a_variant(category=slug)) is refusals.CategoryExcluded


def test_a_category_added_later_below_an_excluded_one_is_excluded():
    fields = {"name": "婚戒", "name_en": "Wedding rings", "slug": "wedding"}
    child = Category.objects.add_child(Category.objects.get(slug="rings"), fields)
    assert child.excluded
    assert refusal_of(a_variant(category="wedding")) is refusals.CategoryExcluded


def test_a_category_beside_an_excluded_one_is_not_mistaken_for_its_child():
    assert not Category.objects.get(slug="beauty").excluded
    assert refusal_of(a_variant(category="beauty")) is None


def test_the_limit_itself_may_be_sent_and_one_fen_more_may_not(settings):
    settings.GIFT_MAX_PRICE_FEN = 1_000_000
    assert refusal_of(a_variant(prices=[1_000_000])) is None
    assert refusal_of(a_variant(handle="dear", prices=[1_000_001])) is refusals.PriceAboveLimit


def test_a_shop_that_switched_gifts_off_sends_none():
    assert refusal_of(a_variant(shop=a_shop(gifting=False))) is refusals.GiftingOff


def test_a_suspended_shop_sends_none():
    shop = a_shop()
    variant = a_variant(shop=shop)
    shop.suspend()
    assert refusal_of(variant) is refusals.ShopSuspended


def test_what_is_off_the_shelf_or_sold_out_may_not():
    assert refusal_of(a_variant(on_shelf=False)) is refusals.OffShelf
    assert refusal_of(a_variant(handle="gone", stock=0)) is refusals.OutOfStock


def test_the_query_and_the_row_follow_the_same_rule():
    """Every combination of what the rule looks at."""
    shops = {gifting: a_shop(f"shop-{gifting}", gifting=gifting) for gifting in (True, False)}
    closed = a_shop("closed")
    shops = [*shops.values(), closed]
    axes = itertools.product(shops, [None, "tea", "rings"], [100, 1_000_001], [0, 3], [True, False])
    for number, (shop, category, price, stock, on_shelf) in enumerate(axes):
        product = a_product(
            f"p{number}", shop=shop, category=category, prices=[price], stock=stock, on_shelf=on_shelf
        )
        product.variants.create(name="off", option_values=["off"], price_fen=100, stock=3, on_shelf=False)
    closed.suspend()
    by_query = set(Variant.objects.giftable().values_list("pk", flat=True))
    variants = Variant.objects.select_related("product__shop", "product__category")
    assert by_query == {variant.pk for variant in variants if variant.gift_refusal() is None}
    assert len(by_query) == 1


def test_a_product_may_be_sent_if_any_of_its_variants_may():
    assert a_product(prices=[2_000_000, 8800]).gift_refusal() is None


def test_a_product_says_what_its_most_eligible_variant_lacks():
    product = a_product(prices=[2_000_000, 8800], stock=0)
    assert isinstance(product.gift_refusal(), refusals.OutOfStock)


def test_variants_off_the_shelf_do_not_speak_for_the_product():
    product = a_product(prices=[2_000_000])
    product.variants.create(name="off", option_values=["off"], price_fen=100, stock=3, on_shelf=False)
    assert isinstance(product.gift_refusal(), refusals.PriceAboveLimit)


def test_a_list_asks_for_the_rule_once(django_assert_num_queries):
    for number in range(10):
        a_product(f"p{number}", category="rings" if number % 2 else "tea")
    with django_assert_num_queries(3):
        products = list(Product.objects.visible().for_display())
        assert sum(product.gift_refusal() is None for product in products) == 5
