"""The sharer's own page: today, the money, the last days, and the ways onward."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from giftshop.clock import db_now
from giftshop.middleware import private
from sharers import commissions
from sharers.figures import mine, trend
from sharers.models import Sharer
from sharers.sharing import Sharing
from sharers.withdrawals import requesting

SPANS = [7, 30]  # days


@private
@login_required
@require_safe
def share(request):
    """Whoever never shared reads how one begins."""
    sharing = Sharing(request.user)
    if not sharing:
        return render(request, "sharers/beginning.html")
    span = 7 if request.GET.get("days") == "7" else 30
    today = localdate(db_now())
    days = mine.of(sharing, today - timedelta(days=span - 1), today)
    context = {
        "sharing": sharing,
        "today": days[-1],
        "pending_fen": commissions.pending_fen(request.user),
        "withdrawable_fen": requesting.balance(request.user),
        "spans": SPANS,
        "span": span,
        "days": days,
        "drawings": trend.drawn(days),
    }
    return render(request, "sharers/share.html", context)


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, pk):
    """One's own wish to share for a shop no more; commission of orders placed before stays."""
    bound = Sharer.objects.bound().filter(user=request.user)
    sharer = get_object_or_404(bound.select_related("shop"), pk=pk)
    if request.method != "POST":
        return render(request, "sharers/leave.html", {"sharer": sharer})
    bound.filter(pk=pk).leave()
    messages.success(request, _("You do not share for %(shop)s any more") % {"shop": sharer.shop})
    return redirect("sharers:share")
