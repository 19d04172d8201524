"""How long a shopper waits for a search among many products, beside few.

The goods are put together from words that shoppers know: some are in thousands of titles, some in few.
"""

import random
import tomllib
from functools import partial
from itertools import product
from pathlib import Path
from statistics import median
from time import perf_counter

from django.db import connection

from bench import databases, seed, table
from shops.models import Category, Product, Shop
from shops.search import index
from shops.search.finding import Search
from shops.search.suggestions import suggest

PAGE = 21  # a page's products and the one that tells whether another page follows
A_SHOP = 250  # products
FEWER = 100  # times
DATA = tomllib.loads(Path(__file__).with_name("search.toml").read_text())
PLACES, FORMS, FIND, SUGGEST = (DATA[name].split() for name in ["places", "forms", "find", "suggest"])
BRANDS = ["".join(pair) for pair in product(DATA["brands"].split(), repeat=2)] + DATA["latin"].split() * 20


def figures(size):
    """The median query among many products beside among few: at most three times as slow."""
    with databases.fresh("bench_searched") as many, databases.fresh("bench_searched_few") as few:
        for name, count in {many: size.products, few: size.products // FEWER}.items():
            databases.use(name)
            catalogue(count)
        for name, ask, queries in [("Search", find, FIND), ("Suggestions", suggest, SUGGEST)]:
            yield table.compare(
                f"{name} in {size.products:,} products, beside {size.products // FEWER:,}",
                figure=partial(measure, ask, queries, many),
                limit=partial(measure, ask, queries, few),
                repeat=size.repeat,
                gifts=1,
                aim=1 / 3,
            )


def catalogue(count):
    """`count` products of many shops, indexed, the same for the same count."""
    dice = random.Random(count)  # noqa: S311
    places = {slug: Category.objects.get(slug=slug) for slug in DATA["goods"]}
    goods = [(places[slug], good) for slug, names in DATA["goods"].items() for good in names.split()]
    shops = Shop.objects.bulk_create(
        Shop(code=f"search-{n}", name=dice.choice(BRANDS) + dice.choice(DATA["shops"].split()))
        for n in range(max(count // A_SHOP, 4))
    )
    Product.objects.bulk_create((_product(dice, n, shops, goods) for n in range(count)), batch_size=5_000)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO shops_variant (product_id, name, option_values, sku, price_fen, stock, position, on_shelf)"
            " SELECT id, name, ARRAY[name], '', 1000 + id * 37 % 90000, 5, place, true"
            " FROM shops_product, (VALUES ('标准装', 1), ('加大装', 2)) AS form (name, place)"
        )
    index.rebuild()
    seed.settle_down()


def _product(dice, n, shops, goods):
    category, good = dice.choice(goods)
    place, form = dice.choice(PLACES), dice.choice(FORMS)
    size = dice.choice(["", "", "500g", "250g", f"{dice.randint(2, 99)}枚", f"{dice.randint(2, 12)}盒"])
    return Product(
        shop=dice.choice(shops),
        category=category,
        handle=f"search-{n}",
        title=f"{dice.choice(BRANDS)}{place}{good}{form}{size}",
        description=DATA["prose"].format(place=place, form=form, good=good),
    )


def find(typed):
    search = Search(typed)
    found = list(search.products(Product.objects.visible())[:PAGE])
    return found or list(search.neighbours(Product.objects.visible())[:PAGE])


def measure(ask, queries, database):
    """(queries a second by the median of `queries`, rows written: none)."""
    databases.use(database)
    return 1 / median(seconds(ask, queries).values()), {}


def seconds(ask, queries, repeat=5):
    """{query: the median of what it took}, after a first look that nobody measures."""
    taken = {}
    for typed in queries:
        ask(typed)
        taken[typed] = median(_timed(ask, typed) for _ in range(repeat))
    return taken


def _timed(ask, typed):
    started = perf_counter()
    ask(typed)
    return perf_counter() - started
