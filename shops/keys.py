"""How a merchant's program names variants: by id, or by the SKU that they have in its own system."""

from dataclasses import dataclass

from shops.models import Variant
from shops.refusals import SkuUnclear, VariantUnknown


@dataclass(frozen=True, kw_only=True)
class Named:
    """Something said of a variant of a shop, named by one of the two."""

    variant: int | None = None
    sku: str = ""


def find(named, *, shop):
    """For each of `named` the id of the variant, or the Refused that says why there is none; two queries at most."""
    own = Variant.objects.filter(product__shop=shop)
    ids = {one.variant for one in named if one.variant}
    known = set(own.filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    by_sku = {}
    if skus := {one.sku for one in named if one.sku}:
        for pk, sku in own.filter(sku__in=skus).order_by("pk").values_list("pk", "sku"):
            by_sku.setdefault(sku, []).append(pk)
    return [_of(one, known, by_sku) for one in named]


def _of(one, known, by_sku):
    found = by_sku.get(one.sku, []) if one.sku else [one.variant] if one.variant in known else []
    if len(found) > 1:
        return SkuUnclear(variants=found)
    return found[0] if found else VariantUnknown()
