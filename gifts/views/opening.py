"""What the friend sees: the closed box, the inside, 收下礼物 and 婉拒. No price anywhere. GET changes nothing but
the session.
"""

from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.limits import limit
from gifts import access
from gifts.acceptance import accept, refuse_unless_open
from gifts.access import Role
from gifts.forms import AcceptanceForm, DeclineForm
from gifts.giving_back import decline
from gifts.refusals import LoginNeeded, OwnGift, SwapNotPossible
from giftshop.middleware import private
from orders.refusals import NotDelivered
from shops.refusals import OutOfStock


@private
@require_safe
def enter(request, code, token):
    """The link: remember it in the session and go where the address bar holds no secret."""
    limit(request, "open-link", settings.LINK_RATE)
    gift = access.enter(request, code, token)
    return redirect("gifts:open", gift.code)


def for_whom_it_is(view):
    """Calls `view(request, gift)` for somebody who may open the pending gift; everybody else is led where
    they belong.
    """

    @private
    @wraps(view)
    def wrapper(request, code):
        try:
            gift, role = access.to_open(request, code)
        except LoginNeeded:
            return redirect_to_login(reverse("gifts:open", args=[code]))
        if role is Role.GIVER:
            return _giver(request, gift)
        if role in {Role.RECIPIENT, Role.GUEST}:
            return redirect("gifts:parcel", code)
        refuse_unless_open(gift)
        return view(request, gift)

    return wrapper


def _giver(request, gift):
    if request.method == "POST":
        raise OwnGift
    return redirect("gifts:sent", gift.code)


@require_safe
@for_whom_it_is
def box(request, gift):
    return render(request, "gifts/box.html", {"gift": gift})


@require_safe
@for_whom_it_is
def inside(request, gift):
    return _inside(request, gift, AcceptanceForm(user=access.user_of(request), line=gift.order.line))


@require_POST
@for_whom_it_is
def acceptance(request, gift):
    user = access.user_of(request)
    form = AcceptanceForm(request.POST, user=user, line=gift.order.line)
    if form.is_valid():
        try:
            gift, receipt = accept(gift.pk, by=user, link_version=gift.link_version, **form.acceptance())
        except (NotDelivered, OutOfStock, SwapNotPossible) as refusal:
            form.add_error(None, f"{refusal.title} – {refusal.detail}")
        else:
            request.session["just_accepted"] = gift.code
            if receipt:
                access.remember_receipt(request, gift)
                request.session["new_receipt"] = [gift.code, receipt]
            return redirect("gifts:parcel", gift.code)
    return _inside(request, gift, form)


@require_http_methods(["GET", "POST"])
@for_whom_it_is
def refusal(request, gift):
    """婉拒 needs a login, so that a stranger who found the link cannot send the gift back in a friend's name."""
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("gifts:refusal", args=[gift.code]))
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        decline(gift.pk, by=request.user, word=form.cleaned_data["word"], link_version=gift.link_version)
        return render(request, "gifts/declined.html", {"gift": gift})
    return render(request, "gifts/decline.html", {"gift": gift, "form": form})


def _inside(request, gift, form):
    context = {"gift": gift, "line": gift.order.line, "form": form}
    return render(request, "gifts/inside.html", context, status=422 if form.errors else 200)
