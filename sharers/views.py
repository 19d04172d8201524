"""Following a share link, and the sharer's own page."""

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from giftshop import paging
from giftshop.middleware import private
from orders import referrals
from sharers import commissions
from sharers.models import Attribution, ShareLink

DAYS = 31


@private
@require_safe
def follow(request, code):
    """Remember who shared, then on to the clean address, which is the same for everybody."""
    links = ShareLink.objects.select_related("sharer__shop", "product")
    link = get_object_or_404(links, code=code)
    if link.sharer.is_active:
        referrals.remember(request, link.sharer.shop_id, link.code)
        if request.user.is_authenticated:
            Attribution.objects.remember(request.user, link.sharer)
    return redirect(link.target)


@private
@login_required
@require_safe
def share(request):
    links = Prefetch("links", ShareLink.objects.select_related("product").order_by("pk"))
    sharing = list(request.user.sharer_for.select_related("shop").prefetch_related(links).order_by("-pk"))
    if not sharing:
        raise Http404
    context = {
        "active": [sharer for sharer in sharing if sharer.is_active],
        "totals": commissions.totals(request.user),
        "gifts": commissions.gifts_by_day(request.user)[:DAYS],
        "page": paging.page_of(commissions.own_orders(request.user), paging.number_in(request.GET)),
        "State": commissions.State,
    }
    return render(request, "sharers/share.html", context)
