"""What somebody may share, and what a piece of it earns. The shop's own pages say nothing of this: they are the same
for everybody.
"""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from giftshop import paging
from giftshop.middleware import private
from sharers.sharing import Sharing, a_piece
from shops.listing import Listing
from shops.models import Shop
from shops.search.finding import Search

SHOPS = 30  # to choose from
SORTS = {"": _("Popular"), "new": _("Newest"), "earned": _("Earns most")}
ORDER = {"": ["-popularity", "-pk"], "new": ["-pk"], "earned": ["-earned_fen", "-pk"]}


@private
@login_required
@require_safe
def goods(request):
    sharing = Sharing(request.user)
    if not sharing:
        return redirect("sharers:share")
    asked = Listing.from_query(request.GET)
    sort = request.GET.get("sort", "") if request.GET.get("sort") in SORTS else ""
    page = paging.page_of(_found(sharing, asked, sort), paging.number_in(request.GET))
    for product in page:
        product.bps = sharing.bps(product)
        product.earns_fen = a_piece(product, product.bps)
    shops = Shop.objects.filter(pk__in=sharing.goods.values("shop")).order_by("name")[:SHOPS]
    context = {"page": page, "asked": asked, "sort": sort, "sorts": SORTS, "shops": shops}
    return render(request, "sharers/goods.html", context)


def _found(sharing, asked, sort):
    products = sharing.goods.for_cards()
    if asked.shop:
        products = products.filter(shop__code=asked.shop)
    if asked.q:
        products = Search(asked.q).products(products)
        if not sort:
            return products
    if sort == "earned":
        products = sharing.earned(products)
    return products.order_by(*ORDER[sort])
