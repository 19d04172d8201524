import re

from shops import sitemaps
from shops.models import Product, Shop


def addresses(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/xml"
    return re.findall("<loc>http://testserver(.+?)</loc>", answer.text)


def test_the_index_leads_to_products_and_shops(client, world):
    assert world.tea
    assert addresses(client, "/sitemap.xml") == ["/sitemap-products.xml", "/sitemap-shops.xml"]


def test_what_shoppers_see_is_listed_and_what_they_do_not_is_not(client, world):
    seen = world.tea
    world.product("hidden", "下架", [("罐装", 100)], on_shelf=False)
    assert addresses(client, "/sitemap-products.xml") == [seen.get_absolute_url()]
    assert addresses(client, "/sitemap-shops.xml") == [world.shop.get_absolute_url()]
    world.shop.suspend()
    assert addresses(client, "/sitemap-products.xml") == addresses(client, "/sitemap-shops.xml") == []


def test_a_page_of_the_map_is_bounded_and_costs_the_same_however_much_there_is(
    client, world, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(sitemaps.Products, "limit", 2)
    for number in range(5):
        world.product(f"tea-{number}", f"茶{number}", [("罐装", 100)])
    assert addresses(client, "/sitemap.xml")[:3] == [
        "/sitemap-products.xml",
        "/sitemap-products.xml?p=2",
        "/sitemap-products.xml?p=3",
    ]
    with django_assert_num_queries(2):
        first = addresses(client, "/sitemap-products.xml")
    with django_assert_num_queries(2):
        last = addresses(client, "/sitemap-products.xml?p=3")
    assert (len(first), len(last)) == (2, 1)
    assert Product.objects.count() == 5 and Shop.objects.count() == 1


def test_a_page_that_the_map_does_not_have_is_not_found(client, world):
    for path in ["/sitemap-gifts.xml", "/sitemap-products.xml?p=99", "/sitemap-products.xml?p=x"]:
        assert client.get(path).status_code == 404
