from pathlib import Path

import pytest

from shops import demo
from shops.imports.catalogue import bring_in
from shops.models import Category, Product, Variant
from tests.shops.goods import a_csv, a_product, a_shop

pytestmark = pytest.mark.django_db

SIZES = ["mug,Mug,Size,Small,4,12.50", "mug,,,Large,2,15"]


def load(*rows, **options):
    return bring_in(shop=a_shop(), data=a_csv(*rows), pictures=False, **options)


@pytest.mark.parametrize(
    ("name", "products", "variants"), [("apparel.csv", 20, 22), ("home-and-garden.csv", 20, 21)]
)
def test_the_sample_catalogues_import_whole_and_twice_without_duplicates(name, products, variants):
    data = Path(demo.__file__).with_name(name).read_bytes()
    first = bring_in(shop=a_shop(), data=data, pictures=False)
    pks = set(Variant.objects.values_list("pk", flat=True))
    second = bring_in(shop=a_shop(), data=data, pictures=False)
    assert (first.created, first.updated, first.refused) == (products, 0, [])
    assert (second.created, second.updated, second.refused, second.off_shelf) == (0, products, [], 0)
    assert first.uncategorised == []
    assert Product.objects.count() == products
    assert set(Variant.objects.values_list("pk", flat=True)) == pks
    assert len(pks) == variants


def test_a_product_over_several_rows_has_options_prices_and_quantities():
    load(*SIZES)
    product = Product.objects.get()
    assert (product.handle, product.title, product.option_names) == ("mug", "Mug", ["Size"])
    assert list(product.variants.values_list("name", "option_values", "price_fen", "stock", "position")) == [
        ("Small", ["Small"], 1250, 4, 1),
        ("Large", ["Large"], 1500, 2, 2),
    ]


def test_a_product_without_options_has_one_nameless_variant():
    load("tea,Tea,Title,Default Title,4,12.50")
    assert Product.objects.get().option_names == []
    assert list(Variant.objects.values_list("name", "option_values")) == [("", [])]


def test_a_second_run_updates():
    load(*SIZES)
    load("mug,Big Mug,Size,Small,9,13", "mug,,,Large,2,15")
    assert Product.objects.get().title == "Big Mug"
    small = Variant.objects.get(name="Small")
    assert (small.price_fen, small.stock) == (1300, 9)


def test_a_variant_that_vanished_goes_off_the_shelf_and_comes_back_with_the_file():
    load(*SIZES)
    large = Variant.objects.get(name="Large")
    report = load(SIZES[0])
    assert report.off_shelf == 1
    large.refresh_from_db()
    assert not large.on_shelf
    load(*SIZES)
    large.refresh_from_db()
    assert large.on_shelf


def test_a_variant_whose_row_is_broken_has_not_vanished():
    load(*SIZES)
    load(SIZES[0], "mug,,,Large,2,cheap")
    assert Variant.objects.get(name="Large").on_shelf


def test_a_row_nobody_can_read_takes_nothing_off_the_shelf():
    load(*SIZES)
    report = load(SIZES[0], '"mug,,,Large,2,15')
    assert len(report.refused) == 1
    assert Variant.objects.get(name="Large").on_shelf


def test_a_quantity_the_file_leaves_out_stays_as_it_is():
    load("tea,Tea,Title,Default Title,4,12.50")
    load("tea,Tea,Title,Default Title,,12.50")
    assert Variant.objects.get().stock == 4


def test_unpublished_products_stay_off_the_shelf():
    header = "Handle,Title,Published,Variant Price"
    bring_in(shop=a_shop(), data=a_csv("tea,Tea,FALSE,5", header=header), pictures=False)
    assert not Product.objects.get().on_shelf


def test_a_struck_through_price_below_the_price_is_not_shown():
    header = "Handle,Title,Variant Price,Variant Compare At Price"
    rows = ["one,One,5,4", "two,Two,5,6", "three,Three,5,0.00"]
    report = bring_in(shop=a_shop(), data=a_csv(*rows, header=header), pictures=False)
    assert report.refused == []
    assert dict(Variant.objects.values_list("product__handle", "compare_at_fen")) == {
        "one": None,
        "two": 600,
        "three": None,
    }


def test_descriptions_are_made_harmless():
    header = "Handle,Title,Body (HTML),Variant Price"
    bring_in(shop=a_shop(), data=a_csv("tea,Tea,<b>x</b><script>y</script>,5", header=header), pictures=False)
    assert Product.objects.get().description == "<b>x</b>"


@pytest.mark.parametrize(
    ("written", "handle"),
    [
        ("明前龙井", "明前龙井"),
        ("明前 龙井", "明前-龙井"),
        ("Ocean Blue", "ocean-blue"),
        ("ＡＢＣ", "abc"),
        ("cafe\u0301", "café"),
    ],
)
def test_handles_may_be_of_any_script(written, handle):
    load(f"{written},Tea,Title,Default Title,4,5")
    assert Product.objects.get().handle == handle
    assert load(f"{handle},Tea,Title,Default Title,4,5").updated == 1


def test_the_same_handle_in_another_shop_is_another_product():
    a_product("mug", shop=a_shop("other"))
    assert load(*SIZES).created == 1


def test_a_named_category_is_for_every_product():
    books = Category.objects.get(slug="books")
    load("tea,Silver Ring,Title,Default Title,4,5", category=books)
    assert Product.objects.get().category == books


def test_what_cannot_be_placed_has_no_category_and_is_reported():
    report = load("thing,Whatsit,Title,Default Title,4,5")
    assert Product.objects.get().category is None
    assert report.uncategorised == ["Whatsit (thing)"]


def test_the_category_a_merchant_chose_survives_the_next_import():
    load(*SIZES)
    books = Category.objects.get(slug="books")
    Product.objects.update(category=books)
    load(*SIZES)
    assert Product.objects.get().category == books
