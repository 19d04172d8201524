"""Packing slips, one a sheet: what is in the parcel and where it goes. No slip has a price, whoever bought it."""

from django.shortcuts import render

from orders.admin import chosen
from orders.ports import KINDS
from shops.admin.scope import posts

SIZES = ["a6", "a5"]


def page(request, admin):
    """For those who pack: staff of the shop, not the operator. The same number of queries however many slips."""
    ours = admin.get_queryset(request).filter(shop__in=posts(request)).packed()
    packed = ours.order_by("ship_due_at", "pk")
    orders = [order for order in chosen.orders(request, packed) if order.destination]
    cards = _cards(orders)
    size = request.GET.get("size")
    context = {
        "slips": [(order, cards.get(order.pk)) for order in orders],
        "size": size if size in SIZES else SIZES[0],
        "sizes": SIZES,
        "asked": request.GET["orders"],
    }
    return render(request, "orders/admin/slips.html", context)


def _cards(orders):
    """Order id → what its giver says."""
    cards = {}
    for name, kind in KINDS:
        of_kind = [order for order in orders if order.kind == name]
        cards |= kind.cards(of_kind) if of_kind else {}
    return cards
