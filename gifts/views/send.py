from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from gifts import greetings, sending
from gifts.covers import Cover
from gifts.forms import SendForm
from giftshop.middleware import private
from orders import checkout, referrals
from orders.refusals import NotForSale, PriceChanged
from shops.models import Variant
from shops.occasions import Occasion
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
    occasion = _occasion(request.GET)
    wishes = {"cover": _cover(occasion), "greeting": _greeting(request.GET, occasion)}
    shop = variant.product.shop
    referral = referrals.recall(request, shop.pk)
    price_fen = checkout.unit_price(variant, referral)
    form = SendForm(
        request.POST or None,
        giver=request.user,
        covers=sending.covers(shop),
        price_fen=price_fen,
        wishes=wishes,
    )
    if form.is_valid():
        try:
            gift = sending.send(giver=request.user, variant_id=variant.pk, referral=referral, **form.wishes())
            return redirect("payments:pay", gift.order.payment.number)
        except (PriceChanged, OutOfStock) as refusal:
            form.refuse(refusal)
            variant.refresh_from_db(fields=["price_fen", "showcase_price_fen", "stock"])
            price_fen = checkout.unit_price(variant, referral)
    freight = shop.gift_freight_fen
    context = {"form": form, "variant": variant, "product": variant.product, "freight_fen": freight}
    context |= {"price_fen": price_fen, "total_fen": price_fen + freight}
    context["window_hours"] = f"{settings.GIFT_ACCEPT_WINDOW / HOUR:g}"
    context |= {"occasion": occasion, "occasions": Occasion, "suggestions": greetings.suggestions()}
    return render(request, "gifts/send.html", context, status=422 if form.errors else 200)


def _occasion(query):
    """What the gift is for, as `?occasion=` says; "" for anything."""
    occasion = query.get("occasion", "")
    return occasion if occasion in Occasion.values else ""


def _cover(occasion):
    """The first cover that is drawn for the occasion."""
    return next((cover for cover in Cover if occasion and cover.occasion == occasion), Cover.CLASSIC)


def _greeting(query, occasion):
    """`?words=2` is the second suggestion for the occasion: how one is taken over where no script runs."""
    words = dict(enumerate(greetings.of(occasion), 1))
    number = query.get("words", "")
    return words.get(int(number), "") if number in map(str, words) else ""
