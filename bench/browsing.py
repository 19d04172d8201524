"""What the pages are measured on, and the figures: the demo's own catalogue, and the same with many rows on top."""

from functools import partial
from io import StringIO
from urllib.parse import quote

from django.core.management import call_command

from accounts.models import User
from bench import databases, pages, people, seed, table
from gifts.models import Gift
from shops.models import Product, Variant


def figures(size):
    """Throughput first, then every page among few and among many rows."""
    call_command("collectstatic", "--no-input", verbosity=0)
    with databases.fresh("bench_demo") as few, databases.fresh("bench_stock") as many:
        for name in [few, many]:
            databases.use(name)
            call_command("load_demo", verbosity=0, stdout=StringIO())
        seed.much(size.products, size.many)
        databases.use(few)
        seed.settle_down()
        yield from throughput(size)
        yield from among_many(size, few, many)


def throughput(size):
    product = Product.objects.visible().order_by("-pk").first().get_absolute_url()
    for name, paths in {"Product page": [product], "Product list": ["/goods/"]}.items():
        for cold, aim in {False: 0.5, True: 0.15}.items():
            yield table.compare(
                f"{name}, {'cold' if cold else 'warm'}, beside a bare view",
                figure=partial(pages.measure, pages.SHOP, paths, size.pages, cold=cold),
                limit=partial(pages.bare, size.pages, cold=cold),
                repeat=size.repeat,
                gifts=1,
                aim=aim,
            )


def among_many(size, few, many):
    """A page's speed among many rows beside its speed among few: at least 1 / 1.2."""
    for database in [few, many]:
        databases.use(database)
        people.fill_first_page(*giver_and_variant())
    speeds = pages.side_by_side([few, many], visits, size)
    for name, measured in speeds.items():
        yield table.Figure(
            name=f"{name}, among many", aim=1 / 1.2, figures=measured[many], limits=measured[few], written={}
        )


def giver_and_variant():
    variants = Variant.objects.giftable().filter(product__shop__code="tea-house")
    return User.objects.get(email="mei@example.com"), variants.order_by("pk").first()


def visits():
    """Name → (path, session or None) of the pages whose rows may be many."""
    mei, variant = giver_and_variant()
    bo = User.objects.get(email="bo@example.com")
    gift = Gift.objects.filter(giver=mei, contact=bo, state="pending").order_by("pk").first()
    anybody = {
        "Home": "/",
        "List": "/goods/",
        "List by price": "/goods/?sort=price",
        "List with filters": "/goods/?gift=1&occasion=birthday&price=100-200",
        "Category": "/goods/?category=food&sort=new",
        "Shop": "/shops/tea-house/",
        "Product": variant.product.get_absolute_url(),
        "Search": f"/search/?q={quote('龙井')}",
    }
    giver = {
        "Gifts sent": "/gifts/",
        "Gifts received": "/gifts/received/",
        "Gift": f"/gifts/{gift.code}/",
        "Orders": "/orders/",
        "Me": "/account/",
        "Send": f"/send/?variant={variant.pk}",
    }
    friend = {"Closed box": f"/g/{gift.code}", "Inside": f"/g/{gift.code}/inside"}
    groups = [(anybody, None), (giver, people.logged_in(mei)), (friend, people.logged_in(bo))]
    return {name: (path, session) for paths, session in groups for name, path in paths.items()}
