"""After acceptance: the recipient follows the parcel, by account or, for a guest, by the receipt. Never a price."""

from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms import AddressForm
from accounts.limits import limit
from gifts import access, timeline
from gifts.acceptance import claim
from gifts.access import Role
from giftshop.middleware import private
from orders import fulfilment
from orders.refusals import AddressLocked, NotDelivered


@private
@require_safe
def enter(request, code, secret):
    limit(request, "open-link", settings.LINK_RATE)
    gift = access.enter_receipt(request, code, secret)
    return redirect("gifts:parcel", gift.code)


def for_its_owner(view):
    """Calls `view(request, gift, role)` for the recipient, or for the guest who accepted and holds the receipt."""

    @private
    @wraps(view)
    def wrapper(request, code):
        gift, role = access.to_follow(request, code)
        if role is Role.GIVER:
            return redirect("gifts:sent", code)
        return view(request, gift, role)

    return wrapper


@require_safe
@for_its_owner
def parcel(request, gift, role):
    code, receipt = request.session.pop("new_receipt", ["", ""])
    if receipt and code == gift.code:
        receipt = settings.PUBLIC_URL + reverse("gifts:receipt", args=[gift.code, receipt])
    order = gift.order
    context = {
        "gift": gift,
        "order": order,
        "line": order.line,
        "masked": order.delivery.masked(),
        "is_guest": role is Role.GUEST,
        "new_receipt": receipt,
        "steps": list(timeline.for_recipient(gift)),
        "just_accepted": request.session.pop("just_accepted", "") == gift.code,
    }
    return render(request, "gifts/parcel.html", context)


@require_http_methods(["GET", "POST"])
@for_its_owner
def confirmation(request, gift, role):
    """The parcel has arrived: asked once more, because the shop is paid then."""
    if request.method == "POST":
        fulfilment.confirm(gift.order_id)
        return redirect("gifts:parcel", gift.code)
    gift.order.refuse_unless("confirm")
    context = {
        "order": gift.order,
        "line": gift.order.line,
        "back": reverse("gifts:parcel", args=[gift.code]),
    }
    return render(request, "orders/confirm.html", context)


@require_http_methods(["GET", "POST"])
@for_its_owner
def address(request, gift, role):
    form = AddressForm(request.POST or None)
    if form.is_valid():
        try:
            fulfilment.change_address(gift.order_id, form.address())
            return redirect("gifts:parcel", gift.code)
        except (AddressLocked, NotDelivered) as refusal:
            form.add_error(None, f"{refusal.title} – {refusal.detail}")
    context = {"form": form, "back": reverse("gifts:parcel", args=[gift.code])}
    return render(request, "orders/address.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
@for_its_owner
def owner(request, gift, role):
    """A guest makes the gift part of an account."""
    if role is Role.GUEST:
        claim(gift.pk, by=request.user)
    return redirect("gifts:parcel", gift.code)
