"""What visitors find in a showcase, and at what price."""

from django.db.models import F, OuterRef, Subquery

from shops.models import Product, Variant


def goods(showcase):
    """The slots with what stands there and can be bought, in their order; two queries however many."""
    slots = list(showcase.slots.filter(position__lte=showcase.slot_count, product__isnull=False))
    shown = with_special(Product.objects.visible().for_cards())
    found = shown.in_bulk([slot.product_id for slot in slots])
    for slot in slots:
        slot.product = found.get(slot.product_id)
    return [slot for slot in slots if slot.product]


def with_special(products):
    """Every row knows its lowest showcase price (`special_fen`) and what it is instead of; None where there is none."""
    offers = Variant.objects.filter(
        product=OuterRef("pk"), on_shelf=True, showcase_price_fen__lt=F("price_fen")
    ).order_by("showcase_price_fen", "pk")
    return products.annotate(
        special_fen=Subquery(offers.values("showcase_price_fen")[:1]),
        instead_of_fen=Subquery(offers.values("price_fen")[:1]),
    )
