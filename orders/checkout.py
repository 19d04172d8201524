"""Placing an order: price, freight and stock as the buyer saw them, or a refusal."""

from django.conf import settings
from django.db import transaction

from giftshop import events
from orders.models import Delivery, Line, Order, SplitLine
from orders.ports import EARNERS, PRICES
from orders.refusals import NotDelivered, NotForSale, PriceChanged, TooMany
from payments.models import Payment
from shops import stock
from shops.models import Variant


def place(
    *,
    buyer,
    variant_id,
    quantity,
    price_fen,
    kind=Order.Kind.OWN,
    recipient=None,
    address=None,
    note="",
    referral=None,
    payment=None,
):
    """Place an order of one line and open its payment.

    `price_fen` is the unit price that the buyer was shown. An own order takes `address` (an unsaved or saved
    AddressFields); a gift's is not known yet, which is why its freight is flat. Stock is taken last, so that
    a hot variant is held briefly. Raises NotForSale, PriceChanged, TooMany, NotDelivered, and the variant's
    own ShopSuspended, OffShelf, OutOfStock; of a gift also what its rules say. `referral` (a Referral or None)
    is who sent the buyer. `recipient` is whom a gift names, who earns nothing on it. `payment` is one that the same
    transaction has opened for the same buyer and shop; it covers this order too while it has room.
    """
    with transaction.atomic():
        variant = _on_sale(variant_id, kind)
        shop = variant.product.shop
        if price_fen != (price_now := unit_price(variant, referral)):
            raise PriceChanged(price_fen=price_now)
        if not 1 <= quantity <= settings.MAX_QUANTITY:
            raise TooMany
        if address is not None:
            refuse_province(shop, address.province)
        freight = shop.gift_freight_fen if kind == Order.Kind.GIFT else shop.freight_fen
        goods = price_fen * quantity
        order = Order.objects.create(
            shop=shop,
            buyer=buyer,
            owner=None if kind == Order.Kind.GIFT else buyer,
            kind=kind,
            payment=_covering(payment, buyer, shop, goods + freight),
            goods_fen=goods,
            freight_fen=freight,
            fee_bps=settings.PLATFORM_FEE_BPS,
            note=note,
        )
        order.line = Line.freeze(order, variant, quantity, price_fen)
        order.line.save()
        _freeze_splits(order, referral, recipient)
        if address is not None:
            Delivery(order=order, **address.as_dict()).save()
        events.record("order.placed", order.subject, shop_id=shop.pk)
        stock.take(variant.pk, quantity)
        return order


def _covering(payment, buyer, shop, amount_fen):
    if payment and payment.has_room:
        return payment.cover(amount_fen)
    return Payment.objects.open(payer=buyer, shop=shop, amount_fen=amount_fen)


def unit_price(variant, referral):
    """The fen that whoever came by `referral` (or None) pays for one `variant` now: its price, or a lower offer."""
    offers = (offer(variant, referral) for _name, offer in PRICES)
    return min([variant.price_fen, *(fen for fen in offers if fen is not None)])


def refuse_province(shop, province):
    """Raises NotDelivered for a province that `shop` does not deliver to."""
    if not shop.delivers_to(province):
        raise NotDelivered(province=province)


def _on_sale(variant_id, kind):
    variant = Variant.objects.to_buy(variant_id)
    if variant is None:
        raise NotForSale
    if refusal := variant.gift_refusal() if kind == Order.Kind.GIFT else variant.sale_refusal():
        raise refusal
    return variant


def _freeze_splits(order, referral, recipient):
    """Nobody earns on what they receive; who receives a gift by its link is known at acceptance."""
    excluded = recipient and SplitLine.payee_of(recipient)
    shares = [share for _, earners in EARNERS for share in earners(order, referral) if share[0] != excluded]
    if order.fee_bps + sum(bps for _, bps in shares) > settings.MAX_SPLIT_BPS:
        raise ValueError("fee and commission exceed what the provider lets us split")
    SplitLine.objects.bulk_create(SplitLine(order=order, payee_key=payee, bps=bps) for payee, bps in shares)
