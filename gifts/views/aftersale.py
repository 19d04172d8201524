"""After-sale of a gift: the recipient, or the guest, opens it and reads no amount; the giver proposes it, or takes the
money back from a shop that does not ship, and reads nothing of the parcel.
"""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gifts.access import Role, user_of
from gifts.models import Gift
from gifts.views.parcel import for_its_owner
from giftshop.middleware import private
from orders.aftersale import asking, counter, opening, proposing
from orders.aftersale.forms import WhatForm
from orders.aftersale.transitions import Kind, State


def of_gift(view):
    """Calls `view(request, desk)` for the recipient, or for the guest who holds the receipt."""

    @for_its_owner
    @wraps(view)
    def wrapper(request, gift, role):
        by = None if role is Role.GUEST else user_of(request)
        home = reverse("gifts:parcel", args=[gift.code])
        return view(request, counter.Desk(gift.order, by, "gifts", gift.code, home, with_amounts=False))

    return wrapper


form = require_http_methods(["GET", "POST"])

page = require_safe(of_gift(counter.page))
ask = form(of_gift(counter.ask))
withdraw = require_POST(of_gift(counter.withdraw))
post_back = form(of_gift(counter.post_back))
appeal = form(of_gift(counter.appeal))
confirm = require_POST(of_gift(counter.confirm))


def _own(request, code):
    return get_object_or_404(Gift.objects.for_display(), code=code, giver=request.user)


@private
@login_required
@form
def propose(request, code):
    gift = _own(request, code)
    opening.refuse(gift.order, Kind.REFUND)
    what = WhatForm(request.POST or None, order=gift.order)
    if what.is_valid():
        proposing.propose(gift.order_id, **what.cleaned_data)
        return redirect("gifts:sent", code)
    context = {"gift": gift, "order": gift.order, "line": gift.order.line, "form": what}
    return render(request, "gifts/propose.html", context, status=422 if what.errors else 200)


@private
@login_required
@require_POST
def unpropose(request, code):
    """The giver thinks better of it, as long as it is not confirmed."""
    proposals = _own(request, code).order.aftersales.filter(state=State.PROPOSED)
    asking.withdraw(get_object_or_404(proposals).pk)
    return redirect("gifts:sent", code)


@private
@login_required
@form
def overdue(request, code):
    """The shop has not shipped for long: the giver takes everything back, once asked."""
    gift = _own(request, code)
    gift.order.refuse_unless("refund_unshipped")
    if request.method == "POST":
        proposing.refund_overdue(gift.order_id, by=request.user)
        return redirect("gifts:sent", code)
    context = {"gift": gift, "order": gift.order, "line": gift.order.line}
    return render(request, "gifts/overdue.html", context)
