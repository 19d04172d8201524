"""A fixed catalogue, large enough that a wrong order shows."""

import csv
from pathlib import Path

import pytest

from shops.models import Category, Product, Shop, Variant
from shops.search import index

SHOPS = {
    "tea-house": "茶语小铺",
    "nut-garden": "松鼠果园",
    "sweet-lab": "甜味研究所",
    "bee-farm": "长白山农场",
    "flower-bar": "花间集",
    "home-days": "居家日和",
    "silk-road": "丝路百货",
    "play-box": "Play Box 玩具箱",
    "wine-cellar": "醉翁酒窖",
}


def rows(name):
    with Path(__file__).with_name(name).open() as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def catalogue(django_db_setup, django_db_blocker):
    """{title: product}, made once for the whole module and taken back at its end."""
    from django.db import connection, transaction

    with django_db_blocker.unblock():
        connection.ensure_connection()
        with transaction.atomic():
            yield make()
            transaction.set_rollback(True)


def make():
    shops = {code: Shop.objects.create(code=code, name=name) for code, name in SHOPS.items()}
    categories = {category.slug: category for category in Category.objects.all()}
    goods = rows("goods.csv")
    products = Product.objects.bulk_create(
        Product(
            shop=shops[row["shop"]],
            category=categories[row["category"]],
            handle=f"goods-{place}",
            title=row["title"],
            description=row["description"],
            option_names=["款式"] if row["options"] else [],
        )
        for place, row in enumerate(goods)
    )
    Variant.objects.bulk_create(
        Variant(product=product, name=value, option_values=[value] if value else [], price_fen=8800, stock=5)
        for product, row in zip(products, goods, strict=True)
        for value in row["options"].split() or [""]
    )
    index.rebuild()
    return {product.title: product for product in products}
