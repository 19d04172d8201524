"""Buying for oneself, and one's own orders. Gift orders have their own pages, one for each side."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.forms import AddressForm
from giftshop import paging
from giftshop.middleware import private
from orders import checkout, fulfilment, referrals, timeline
from orders.forms import BuyForm
from orders.models import Order
from orders.refusals import NotDelivered, NotForSale, PriceChanged
from shops.models import Variant
from shops.refusals import OutOfStock

State = Order.State
TABS = [
    ("", _("All")),
    (State.PENDING_PAYMENT, _("To pay")),
    (State.TO_SHIP, _("To ship")),
    (State.SHIPPED, _("To receive")),
    (State.COMPLETED, _("Completed")),
]


@private
@login_required
@require_http_methods(["GET", "POST"])
def buy(request):
    variant = Variant.objects.from_query(request.GET)
    if variant is None:
        raise NotForSale
    if refusal := variant.sale_refusal():
        raise refusal
    referral = referrals.recall(request, variant.product.shop_id)
    price_fen = checkout.unit_price(variant, referral)
    form = BuyForm(request.POST or None, user=request.user, price_fen=price_fen)
    if form.is_valid():
        try:
            order = checkout.place(
                buyer=request.user, variant_id=variant.pk, referral=referral, **form.purchase()
            )
            return redirect("payments:pay", order.payment.number)
        except (PriceChanged, OutOfStock, NotDelivered) as refusal:
            form.refuse(refusal)
            variant.refresh_from_db(fields=["price_fen", "showcase_price_fen", "stock"])
            price_fen = checkout.unit_price(variant, referral)
    context = {"form": form, "variant": variant, "product": variant.product, "price_fen": price_fen}
    return render(request, "orders/buy.html", context, status=422 if form.errors else 200)


@private
@login_required
@require_safe
def orders(request):
    """One tab of them; a tab that does not exist shows all."""
    own = Order.objects.own(request.user).order_by("-pk")
    own = own.select_related("shop", "payment").with_lines()
    tab = request.GET.get("state", "")
    tab = tab if tab in dict(TABS) else ""
    page = paging.page_of(own.filter(state=tab) if tab else own, paging.number_in(request.GET))
    return render(request, "orders/list.html", {"page": page, "tabs": TABS, "tab": tab})


def _own(request, number):
    orders = Order.objects.select_related("shop", "payment", "shipment", "delivery").with_lines()
    return get_object_or_404(orders.own(request.user), number=number)


@private
@login_required
@require_safe
def detail(request, number):
    order = _own(request, number)
    context = {"order": order, "line": order.line, "steps": list(timeline.of_own(order))}
    return render(request, "orders/detail.html", context)


@private
@login_required
@require_http_methods(["GET", "POST"])
def cancellation(request, number):
    """The buyer gives an unpaid order up, once asked; if it was paid after all, it stays paid."""
    order = _own(request, number)
    order.refuse_unless("cancel")
    if request.method == "POST":
        order.payment.close(reason="cancelled")
        return redirect("orders:detail", number)
    return _ask(request, "orders/cancel.html", order)


@private
@login_required
@require_http_methods(["GET", "POST"])
def confirmation(request, number):
    """The parcel has arrived: asked once more, because the shop is paid then."""
    order = _own(request, number)
    if request.method == "POST":
        fulfilment.confirm(order.pk)
        return redirect("orders:detail", number)
    order.refuse_unless("confirm")
    return _ask(request, "orders/confirm.html", order)


def _ask(request, template, order):
    back = reverse("orders:detail", args=[order.number])
    return render(request, template, {"order": order, "line": order.line, "back": back})


@private
@login_required
@require_http_methods(["GET", "POST"])
def address(request, number):
    order = _own(request, number)
    order.refuse_unless("change_address")
    form = AddressForm(request.POST or None)
    if form.is_valid():
        try:
            fulfilment.change_address(order.pk, form.address())
            return redirect("orders:detail", number)
        except NotDelivered as refusal:
            form.add_error(None, f"{refusal.title} – {refusal.detail}")
    context = {"form": form, "back": reverse("orders:detail", args=[number])}
    return render(request, "orders/address.html", context, status=422 if form.errors else 200)
