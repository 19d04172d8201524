"""What was just written is found by the very next search, and what went past Python by the first after a sweep."""

import pytest
from django.db import connection, transaction

from giftshop import deadlines
from shops.imports.catalogue import bring_in
from shops.models import Category, Product, SearchEntry, StaleEntry, Variant
from shops.search.finding import Search
from shops.search.suggestions import suggest
from tests.shops.goods import a_csv, a_product, a_shop

pytestmark = pytest.mark.django_db


def found(query):
    return [product.title for product in Search(query).products(Product.objects.visible())]


def sweep():
    deadlines.run("shops.index")
    deadlines.run("shops.phrases")


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_a_new_product_is_found_at_once():
    a_product(title="明前龙井")
    assert found("龙井") == found("longjing") == found("lj") == ["明前龙井"]


def test_a_new_title_is_found_at_once_and_the_old_one_no_more():
    product = a_product(title="明前龙井")
    product.title = "盐焗腰果"
    product.save()
    assert found("腰果") == ["盐焗腰果"]
    assert found("龙井") == []


def test_an_option_is_found_once_it_is_sold():
    product = a_product(title="香薰蜡烛")
    Variant.objects.create(product=product, name="桂花味", option_values=["桂花味"], price_fen=100, stock=1)
    assert found("桂花") == ["香薰蜡烛"]


def test_a_new_name_of_a_shop_is_found_at_once():
    product = a_product(title="明前龙井")
    product.shop.name = "松鼠果园"
    product.shop.save()
    assert found("松鼠") == found("songshu 龙井") == ["明前龙井"]
    assert found("茶语") == []
    assert suggest("song") == ["松鼠果园"]


def test_a_new_name_of_a_category_is_found_at_once_for_what_is_below_it_too():
    a_product(title="明前龙井", category="tea")
    food = Category.objects.get(slug="food")
    food.name = "舌尖美味"
    food.save()
    assert found("舌尖") == ["明前龙井"]


def test_another_category_is_found_at_once():
    sweep()
    product = a_product(title="明前龙井", category="tea")
    assert found("咖啡") == []
    product.category = Category.objects.get(slug="coffee")
    product.save()
    assert found("咖啡") == ["明前龙井"]


def test_what_leaves_the_shelf_or_is_suspended_is_not_found():
    product = a_product(title="明前龙井")
    Product.objects.update(on_shelf=False)
    assert found("龙井") == []
    Product.objects.update(on_shelf=True)
    assert found("龙井") == ["明前龙井"]
    product.shop.suspend()
    assert found("龙井") == []
    assert suggest("茶语") == []


def test_an_import_is_found_with_its_options():
    header = "Handle,Title,Option1 Name,Option1 Value,Variant Price"
    bring_in(shop=a_shop(), data=a_csv("t,明前龙井,包装,木匣,5", header=header), pictures=False)
    assert found("龙井") == found("木匣") == ["明前龙井"]
    bring_in(shop=a_shop(), data=a_csv("t,盐焗腰果,包装,木匣,5", header=header), pictures=False)
    assert found("yaoguo") == ["盐焗腰果"]
    assert not StaleEntry.objects.exists()


@pytest.mark.parametrize(
    ("statement", "query"),
    [
        ("UPDATE shops_product SET title = '盐焗腰果'", "腰果"),
        ("UPDATE shops_product SET description = '盐焗腰果'", "腰果"),
        ("UPDATE shops_variant SET option_values = ARRAY['盐焗腰果']", "腰果"),
        ("UPDATE shops_shop SET name = '腰果工坊'", "腰果"),
        ("UPDATE shops_category SET name = '腰果' WHERE slug = 'food'", "yaoguo"),
        (
            "UPDATE shops_product SET category_id = (SELECT id FROM shops_category WHERE slug = 'coffee')",
            "咖啡",
        ),
    ],
)
def test_what_went_past_python_is_found_after_a_sweep(statement, query):
    sweep()
    product = a_product(title="明前龙井")
    sql(statement)
    assert found(query) == []
    sweep()
    product.refresh_from_db()
    assert found(query) == [product.title]


def test_bulk_writes_are_swept():
    Product.objects.bulk_create(Product(shop=a_shop(), handle=f"p{n}", title=f"腰果{n}号") for n in range(3))
    assert StaleEntry.objects.count() == 3
    sweep()
    assert SearchEntry.objects.count() == 3
    assert not StaleEntry.objects.exists()


def test_a_sale_marks_nothing():
    product = a_product()
    product.variants.update(stock=1)
    for variant in product.variants.all():
        variant.stock = 0
        variant.price_fen = 5
        variant.save()
    Product.objects.update(on_shelf=False)
    assert not StaleEntry.objects.exists()


def test_what_is_rolled_back_was_never_written():
    product = a_product(title="明前龙井")
    with transaction.atomic():
        product.title = "盐焗腰果"
        product.save()
        transaction.set_rollback(True)
    assert found("龙井") == ["明前龙井"]
    assert found("腰果") == []
