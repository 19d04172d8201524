from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gifts import sending
from gifts.forms import SendForm
from giftshop.middleware import private
from orders import referrals
from orders.refusals import NotForSale, PriceChanged
from shops.models import Variant
from shops.refusals import OutOfStock

HOUR = timedelta(hours=1)


@private
@login_required
@require_http_methods(["GET", "POST"])
def send(request):
    """送给朋友: the greeting, the cover and for whom, then to the cashier."""
    variant = Variant.objects.from_query(request.GET)
    if variant is None:
        raise NotForSale
    if refusal := variant.gift_refusal():
        raise refusal
    form = SendForm(request.POST or None, giver=request.user, price_fen=variant.price_fen)
    if form.is_valid():
        try:
            referral = referrals.recall(request, variant.product.shop_id)
            gift = sending.send(giver=request.user, variant_id=variant.pk, referral=referral, **form.wishes())
            return redirect("payments:pay", gift.order.payment.number)
        except (PriceChanged, OutOfStock) as refusal:
            form.refuse(refusal)
            variant.refresh_from_db(fields=["price_fen", "stock"])
    freight = variant.product.shop.gift_freight_fen
    context = {"form": form, "variant": variant, "product": variant.product, "freight_fen": freight}
    context["total_fen"] = variant.price_fen + freight
    context["window_hours"] = f"{settings.GIFT_ACCEPT_WINDOW / HOUR:g}"
    return render(request, "gifts/send.html", context, status=422 if form.errors else 200)
