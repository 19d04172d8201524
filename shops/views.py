"""The shopper's side of the shops. A page costs the same number of queries however much there is to show."""

import re

from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from shops.models import Product, Shop

PER_PAGE = 20
FOREVER = "public, max-age=31536000, immutable"


@require_safe
def home(request):
    return render(request, "shops/home.html", {"page": _page(request, Product.objects.all())})


@require_safe
def shop(request, code):
    shop = get_object_or_404(Shop.objects.active(), code=code)
    return render(request, "shops/shop.html", {"shop": shop, "page": _page(request, shop.products.all())})


@require_safe
def product(request, pk):
    product = get_object_or_404(Product.objects.visible().for_display(), pk=pk)
    choices = [{"variant": variant, "refusal": variant.gift_refusal()} for variant in product.shelf]
    context = {
        "product": product,
        "choices": choices,
        "chosen": _first_choice(choices),
        "refusal": product.gift_refusal(),
    }
    return render(request, "shops/product.html", context)


@require_safe
def picture(request, name):
    """The stored pictures; a name is the hash of its content, so a browser never needs to ask twice."""
    path = f"pictures/{name}"
    if not re.fullmatch(r"[0-9a-f]{40}\.jpg", name) or not default_storage.exists(path):
        raise Http404
    response = FileResponse(default_storage.open(path), content_type="image/jpeg")
    response["Cache-Control"] = FOREVER
    return response


def _page(request, products):
    visible = products.visible().for_display().order_by("-pk")
    return Paginator(visible, PER_PAGE).get_page(request.GET.get("page"))


def _first_choice(choices):
    """What is ticked when the page opens: a variant that can be a gift, else one that can be bought, else none."""
    in_stock = [choice for choice in choices if choice["variant"].stock]
    giftable = [choice for choice in in_stock if not choice["refusal"]]
    return next((choice["variant"] for choice in giftable + in_stock), None)
