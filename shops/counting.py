"""The stock of many variants at once, as a merchant's program counts it, while sales go on."""

from dataclasses import dataclass

from django.db import connection, transaction

from giftshop import events
from giftshop.refusals import Refused
from shops.imports.cells import MAX_STOCK
from shops.keys import Named, find
from shops.models import Variant
from shops.refusals import OutOfStock, StockChanged, StockTooHigh

WRITE = """
    UPDATE shops_variant SET stock = counted.stock
    FROM unnest(%s::bigint[], %s::int[]) AS counted (id, stock) WHERE shops_variant.id = counted.id
"""


@dataclass(frozen=True, kw_only=True)
class Count(Named):
    """Either `stock`, what was counted, or `change`, by how much it is more or less.

    `expected` is what the program believes to be there: a count made before a sale must not bring back what was sold.
    """

    stock: int | None = None
    change: int = 0
    expected: int | None = None

    def of(self, before):
        """The new stock. Raises StockChanged, OutOfStock below zero, StockTooHigh."""
        if self.expected is not None and self.expected != before:
            raise StockChanged(stock=before)
        after = before + self.change if self.stock is None else self.stock
        if after < 0:
            raise OutOfStock(stock=before)
        if after > MAX_STOCK:
            raise StockTooHigh(stock=before)
        return after


@transaction.atomic
def count(counts, *, shop, by):
    """For each of `counts`, in their order, the variant as it then is, or the Refused; the refused change nothing.

    All are locked by primary key and then written by one statement, so that sales wait for it and none is lost.
    """
    found = find(counts, shop=shop)
    ids = [pk for pk in found if not isinstance(pk, Refused)]
    locked = Variant.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    variants = {variant.pk: variant for variant in locked.only("sku", "stock")}
    before = {pk: variant.stock for pk, variant in variants.items()}
    outcomes = [_counted(one, pk, variants) for one, pk in zip(counts, found, strict=True)]
    changes = {pk: [before[pk], v.stock] for pk, v in variants.items() if v.stock != before[pk]}
    if changes:
        events.record("stock.changed", f"shop:{shop.pk}", shop_id=shop.pk, by=by, variants=changes)
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [list(changes), [after for _before, after in changes.values()]])
    return outcomes


def _counted(one, pk, variants):
    if isinstance(pk, Refused):
        return pk
    try:
        variants[pk].stock = one.of(variants[pk].stock)
    except Refused as refusal:
        return refusal
    return variants[pk]
