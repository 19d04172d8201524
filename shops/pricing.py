"""The prices of many variants at once, as a merchant's program keeps them."""

from dataclasses import dataclass

from django.db import connection, transaction

from giftshop import events
from giftshop.refusals import Refused
from shops.keys import Named, find
from shops.models import Product, Variant

WRITE = """
    UPDATE shops_variant SET price_fen = priced.price_fen, compare_at_fen = priced.compare_at_fen
    FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS priced (id, price_fen, compare_at_fen)
    WHERE shops_variant.id = priced.id
"""


@dataclass(frozen=True, kw_only=True)
class Price(Named):
    """In fen. `columns` are those of `price_fen` and `compare_at_fen` that are said, the others stay."""

    columns: dict

    def put(self, variant):
        for name, value in self.columns.items():
            setattr(variant, name, value)


@transaction.atomic
def price(prices, *, shop, by):
    """For each of `prices`, in their order, the variant as it then is, or the Refused.

    The products are locked before the variants, as an import does: the lowest price is written on the product.
    """
    found = find(prices, shop=shop)
    variants = _locked([pk for pk in found if not isinstance(pk, Refused)])
    before = {pk: _prices(variant) for pk, variant in variants.items()}
    outcomes = [_priced(one, pk, variants) for one, pk in zip(prices, found, strict=True)]
    changes = {pk: [before[pk], _prices(v)] for pk, v in variants.items() if _prices(v) != before[pk]}
    if changes:
        events.record("prices.changed", f"shop:{shop.pk}", shop_id=shop.pk, by=by, variants=changes)
        after = zip(*(new for _old, new in changes.values()), strict=True)
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [list(changes), *map(list, after)])
    return outcomes


def _locked(ids):
    products = Product.objects.filter(variants__in=ids).values("pk")
    list(Product.objects.select_for_update(no_key=True).filter(pk__in=products).order_by("pk").values("pk"))
    locked = Variant.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    return {variant.pk: variant for variant in locked.only("sku", "price_fen", "compare_at_fen")}


def _prices(variant):
    return [variant.price_fen, variant.compare_at_fen]


def _priced(one, pk, variants):
    if isinstance(pk, Refused):
        return pk
    one.put(variants[pk])
    return variants[pk]
