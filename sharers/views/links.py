"""The links that somebody shares by: all of them, and each with its pictures and figures."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.limits import limit
from giftshop import paging
from giftshop.clock import db_now
from giftshop.drawing import qr
from giftshop.middleware import private
from sharers import posters
from sharers.figures import mine, recent
from sharers.sharing import Sharing
from shops.models import Product, Shop


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def links(request):
    """All, the newest first; POST with a `product` or a `shop` makes the link to it, or finds the one there is."""
    sharing = Sharing(request.user)
    if request.method == "POST":
        return redirect("sharers:link", sharing.link_to(*_target_in(request.POST)).code)
    if not sharing:
        return redirect("sharers:share")
    rows = recent.beside(sharing.links.with_owner(), "pk").order_by("-pk")
    page = paging.page_of(rows, paging.number_in(request.GET))
    return render(request, "sharers/links.html", {"page": page, "days": recent.DAYS})


@private
@login_required
@require_safe
def link(request, code):
    sharing = Sharing(request.user)
    link = _own(sharing, code)
    today = localdate(db_now())
    days = mine.of(sharing, today - timedelta(days=recent.DAYS - 1), today, link)
    context = {"link": link, "days": days[::-1], "sums": mine.total(days), "earns": _bps(link)}
    return render(request, "sharers/link.html", context)


@private
@login_required
@require_safe
def poster(request, code):
    """A picture to keep and forward; there is none of a link that leads nobody to the one who shares it."""
    link = _living(request, code)
    limit(request, "poster", "30/m", key=request.user.pk)
    return HttpResponse(_drawn(link, request.user.name), content_type="image/png")


@private
@login_required
@require_safe
def code(request, code):
    """The QR code alone, large enough to be printed."""
    return HttpResponse(qr.png(_living(request, code).public_url), content_type="image/png")


def _own(sharing, code):
    return get_object_or_404(sharing.links.with_owner(), code=code)


def _living(request, code):
    link = _own(Sharing(request.user), code)
    if not link.counts:
        raise Http404
    return link


def _target_in(form):
    """(shop, product), or the shop alone."""
    if "shop" in form:
        return [get_object_or_404(Shop.objects.active(), code=form["shop"].replace("\0", ""))]
    product = _product_in(form)
    return product.shop, product


def _product_in(form):
    pk = form.get("product", "")
    if not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        raise Http404
    return get_object_or_404(Product.objects.visible().select_related("shop"), pk=pk)


def _bps(link):
    """What an order of the link's product would freeze now; None where that depends on the product chosen."""
    if link.product is None and (link.sharer is None or link.showcase):
        return None
    return link.bps(link.product)


def _drawn(link, name):
    shared = {"url": link.public_url, "name": name}
    if link.showcase:
        about = {
            "title": link.showcase.name,
            "subtitle": link.showcase.words,
            "picture": link.showcase.banner,
        }
        return posters.poster(**about, **shared)
    product = Product.objects.visible().for_display().filter(pk=link.product_id).first()
    if product:
        return posters.of_product(product, **shared)
    return posters.poster(
        title=link.shop.name, subtitle=_("The whole shop"), picture=link.shop.logo, **shared
    )
