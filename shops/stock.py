"""Stock goes down by one guarded UPDATE and comes back by one. It is the last UPDATE of a transaction."""

from collections.abc import Mapping

from django.db import connection
from django.db.models import F

from shops.models import Variant
from shops.refusals import OutOfStock

# The inner SELECT locks by primary key, so that two batches sharing variants queue and do not deadlock.
PUT_BACK = """
    WITH locked AS (
        SELECT variant.id, back.quantity
        FROM shops_variant variant
        JOIN unnest(%s::bigint[], %s::int[]) AS back (id, quantity) ON back.id = variant.id
        ORDER BY variant.id
        FOR NO KEY UPDATE OF variant
    )
    UPDATE shops_variant SET stock = shops_variant.stock + locked.quantity
    FROM locked WHERE shops_variant.id = locked.id
"""


def take(variant_id: int, quantity: int):
    """Take `quantity` units in the caller's transaction. Raises OutOfStock when there are fewer."""
    if quantity < 1:
        raise ValueError("quantity must be at least 1")
    if not Variant.objects.filter(pk=variant_id, stock__gte=quantity).update(stock=F("stock") - quantity):
        raise OutOfStock(variant=variant_id)


def put_back(quantities: Mapping[int, int]):
    """Give units back, `{variant id: quantity}`, in the caller's transaction and in one statement."""
    if any(quantity < 1 for quantity in quantities.values()):
        raise ValueError("quantities must be at least 1")
    if not quantities:
        return
    with connection.cursor() as cursor:
        cursor.execute(PUT_BACK, [list(quantities), list(quantities.values())])
        if cursor.rowcount != len(quantities):
            raise Variant.DoesNotExist("stock of an unknown variant cannot come back")


def swap(*, back: int, take_id: int):
    """Return one unit of `back` and take one of `take_id`. Raises OutOfStock.

    Both rows are locked by primary key first, so that two swaps in opposite directions queue.
    """
    both = Variant.objects.select_for_update(no_key=True).filter(pk__in=[back, take_id])
    list(both.order_by("pk").values_list("pk"))
    take(take_id, 1)
    put_back({back: 1})


def count(variant_id: int, quantity: int):
    """Stock is `quantity`, as staff counted it by hand."""
    if quantity < 0:
        raise ValueError("stock cannot be negative")
    Variant.objects.filter(pk=variant_id).update(stock=quantity)
