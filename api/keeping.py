"""A product as everybody may read it, kept like the shop's pages. How many are left is told as of this moment."""

from django.core.cache import cache
from django.utils.translation import get_language

from giftshop import pages
from shops import revisions


def product(pk, show):
    """`show()`, the JSON of the product `pk` in the caller's language, asked for once in a revision of its data."""
    revision, stock = revisions.and_stock(pk)
    key = f"api:product:{pk}:{revision}:{get_language()}:{pages.release()}"
    shown = cache.get(key)
    if shown is None:
        shown = show()
        cache.set(key, shown, pages.SECONDS)
    # A revision does not follow stock that is high; a variant of a later revision says its own.
    now = [variant | {"stock": stock.get(variant["id"], variant["stock"])} for variant in shown["variants"]]
    return shown | {"variants": now}
