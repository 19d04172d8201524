"""A sharer for the demo: Lin shares two shops, and some friends came by Lin's links."""

from sharers.models import Attribution, ShareLink, Sharer
from shops.models import Product, Shop

SHARED = {"good-nuts": ["cashews", "new-year-box", "pistachios"], "tea-house": ["longjing", "mooncake"]}


def load(*, sharer, visitors):
    """What is there already stays. Before anybody buys: an order remembers who sent its buyer."""
    for code, handles in SHARED.items():
        shop = Shop.objects.get(code=code)
        bound = Sharer.objects.active().filter(shop=shop, user=sharer).first() or Sharer.objects.bind(
            shop=shop, user=sharer
        )
        for product in Product.objects.filter(shop=shop, handle__in=handles):
            ShareLink.objects.get_or_create(sharer=bound, product=product)
        for visitor in visitors:
            Attribution.objects.remember(visitor, bound)
