"""The shopper's side of the shops. A page costs the same number of queries however much there is to show, and is the
same for everybody, so that it can be kept whole.
"""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from giftshop import pages, paging
from giftshop.pictures import serve
from shops import pictures, revisions
from shops.categories import Tree
from shops.listing import BANDS, Listing
from shops.models import Product, Shop
from shops.occasions import Occasion

POPULAR = 8  # on the front page
SHOPS = 30  # to choose from in a list's filters


def _asked(request, **path):
    """Only parameters that count make another page of a list."""
    return f"{Listing.from_query(request.GET, **path).query()} {paging.number_in(request.GET)}"


def _of_catalogue(request):
    return f"{revisions.of_catalogue()} {_asked(request)}"


def _of_shop(request, code):
    return f"{revisions.of_shop(code)} {_asked(request, shop=code)}"


@require_safe
@pages.kept(_of_catalogue)
def home(request):
    goods = Product.objects.visible().for_cards()
    page = paging.page_of(goods.order_by("-pk"), paging.number_in(request.GET))
    popular = list(goods.order_by("-popularity", "-pk")[:POPULAR]) if page.number == 1 else []
    context = {"page": page, "popular": popular, "occasions": Occasion, "bands": BANDS, "tree": Tree()}
    return render(request, "shops/home.html", context)


@require_safe
@pages.kept(lambda request: revisions.of_catalogue())
def categories(request):
    tree = Tree()
    roots = [(root, tree.children(root)) for root in tree.roots]
    return render(request, "shops/categories.html", {"roots": roots})


@require_safe
@pages.kept(_of_catalogue)
def browse(request):
    shops = Shop.objects.active().order_by("name")[:SHOPS]
    return _list(request, "shops/browse.html", Listing.from_query(request.GET), shops=shops)


@require_safe
@pages.kept(_of_shop)
def shop(request, code):
    shop = get_object_or_404(Shop.objects.active(), code=code)
    return _list(request, "shops/shop.html", Listing.from_query(request.GET, shop=code), shop=shop)


def _list(request, template, listing, **context):
    tree = Tree()
    if listing.category and not tree.get(listing.category):
        raise Http404
    goods = listing.ordered(listing.of(Product.objects.visible().for_cards(), tree))
    page = paging.page_of(goods, paging.number_in(request.GET))
    context |= listing.choices(tree) | {"page": page}
    if category := context["category"]:
        context |= {"above": tree.above(category), "below": tree.children(category)}
    return render(request, template, context)


@require_safe
@pages.kept(lambda request, pk: revisions.of_product(pk))
def product(request, pk):
    product = get_object_or_404(Product.objects.visible().for_display(), pk=pk)
    choices = [{"variant": variant, "refusal": variant.gift_refusal()} for variant in product.shelf]
    context = {
        "product": product,
        "choices": choices,
        "chosen": _first_choice(choices),
        "refusal": product.gift_refusal(),
        "closed": product.shop.sale_refusal(),
    }
    return render(request, "shops/product.html", context)


@require_safe
def picture(request, name):
    """The stored pictures; a name is the hash of its content, so a browser never needs to ask twice."""
    return serve(pictures.find(name))


@require_safe
def logo(request, name):
    return serve(pictures.LOGOS.find(name))


def _first_choice(choices):
    """What is ticked when the page opens: a variant that can be a gift, else one that can be bought, else none."""
    in_stock = [choice for choice in choices if choice["variant"].stock]
    giftable = [choice for choice in in_stock if not choice["refusal"]]
    return next((choice["variant"] for choice in giftable + in_stock), None)
