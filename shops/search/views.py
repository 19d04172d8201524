"""The search page and the suggestions. Both are the same for everybody and cost the same whatever is typed."""

from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from giftshop import paging
from shops.categories import Tree
from shops.listing import Listing
from shops.models import Product, Shop
from shops.search.finding import Search
from shops.search.suggestions import suggest

NEAR = 8  # products, where none was found
POPULAR = ["tea", "nuts-and-snacks", "sweets", "cut-flowers", "decoration", "honey", "bags", "children"]


@require_safe
def search(request):
    """What `?q=` finds, under the filters and in the order that the address says."""
    listing, tree = Listing.from_query(request.GET), Tree()
    asked = Search(listing.q, shop=_shop(listing.shop), categories=tree.keys(listing.category))
    goods = Product.objects.visible().for_cards()
    found = asked.products(listing.of(goods, tree))
    page = paging.page_of(listing.ordered(found) if listing.sort else found, paging.number_in(request.GET))
    near = [] if page.object_list or page.number > 1 or listing.filters else asked.neighbours(goods)[:NEAR]
    near = paging.Page(1, list(near), has_next=False)
    context = listing.choices(tree) | {"page": page, "near": near, "meant": asked.meant}
    context["popular"] = [node for slug in POPULAR if (node := tree.get(slug))]
    return render(request, "shops/search.html", context)


@require_safe
@cache_control(public=True, max_age=60)
def suggestions(request):
    """At most eight phrases for what is being typed into the search bar, a fragment."""
    phrases = suggest(Listing.from_query(request.GET).q)
    return render(request, "shops/parts/suggestions.html", {"phrases": phrases})


def _shop(code):
    return Shop.objects.filter(code=code).values_list("pk", flat=True).first() if code else None
