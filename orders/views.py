"""Buying for oneself, and one's own orders. Gift orders have their own pages, one for each side."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms import AddressForm
from giftshop.middleware import private
from orders import checkout, fulfilment, referrals
from orders.forms import BuyForm
from orders.models import Order
from orders.refusals import NotDelivered, NotForSale, PriceChanged
from shops.models import Variant
from shops.refusals import OutOfStock

PAGE = 20


@private
@login_required
@require_http_methods(["GET", "POST"])
def buy(request):
    variant = Variant.objects.from_query(request.GET)
    if variant is None:
        raise NotForSale
    if refusal := variant.sale_refusal():
        raise refusal
    form = BuyForm(request.POST or None, user=request.user, price_fen=variant.price_fen)
    if form.is_valid():
        try:
            referral = referrals.recall(request, variant.product.shop_id)
            order = checkout.place(
                buyer=request.user, variant_id=variant.pk, referral=referral, **form.purchase()
            )
            return redirect("payments:pay", order.payment.number)
        except (PriceChanged, OutOfStock, NotDelivered) as refusal:
            form.refuse(refusal)
            variant.refresh_from_db(fields=["price_fen", "stock"])
    context = {"form": form, "variant": variant, "product": variant.product}
    return render(request, "orders/buy.html", context, status=422 if form.errors else 200)


@private
@login_required
@require_safe
def orders(request):
    own = Order.objects.filter(owner=request.user, kind=Order.Kind.OWN).order_by("-pk")
    own = own.select_related("shop").with_lines()
    page = Paginator(own, PAGE).get_page(request.GET.get("page"))
    return render(request, "orders/list.html", {"page": page})


def _own(request, number):
    orders = Order.objects.select_related("shop", "payment", "shipment", "delivery").with_lines()
    return get_object_or_404(orders, number=number, owner=request.user, kind=Order.Kind.OWN)


@private
@login_required
@require_safe
def detail(request, number):
    order = _own(request, number)
    return render(request, "orders/detail.html", {"order": order, "line": order.line})


@private
@login_required
@require_POST
def cancellation(request, number):
    """The buyer gives an unpaid order up; if it was paid after all, it stays paid."""
    order = _own(request, number)
    order.refuse_unless("cancel")
    order.payment.close(reason="cancelled")
    return redirect("orders:detail", number)


@private
@login_required
@require_POST
def confirmation(request, number):
    fulfilment.confirm(_own(request, number).pk)
    return redirect("orders:detail", number)


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
