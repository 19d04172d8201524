"""收下礼物: one act, before the deadline, by the one it is for."""

from django.conf import settings
from django.db import transaction

from gifts import links
from gifts.models import Gift
from gifts.refusals import REFUSALS_BY_STATE, Expired, LinkReplaced, NotForYou, OwnGift, SwapNotPossible
from giftshop import events
from giftshop.clock import db_now
from giftshop.rows import follow
from orders import escrow
from orders.checkout import refuse_province
from orders.models import Delivery, Line, Order
from shops import stock
from shops.models import Variant


def accept(gift_id, *, by, address, variant_id=None, link_version=None):
    """Accept the gift for `by`, a user, or None for a guest who holds the link.

    `address` is an AddressFields with the consignee. `variant_id` swaps for another variant of the same
    product at the order's frozen unit price. `link_version` is the link by which somebody other than the named
    contact came. Returns (gift, receipt): the receipt is a guest's new secret, else "". Raises the refusal of
    the gift's state, Expired from the deadline on, OwnGift, NotForYou, LinkReplaced if the link was replaced
    meanwhile, NotDelivered (the gift stays pending), SwapNotPossible, OutOfStock.
    """
    with transaction.atomic():
        gift = Gift.objects.locked().select_related("giver").get(pk=gift_id)
        refuse_acceptance(gift, by, link_version)
        order = Order.objects.locked().select_related("shop", "shipment").get(pk=gift.order_id)
        refuse_province(order.shop, address.province)
        receipt = "" if by else links.new_receipt()
        _win(gift, by, receipt)
        order.move(
            "accept",
            owner=by,
            accepted_at=gift.accepted_at,
            locked_until=gift.accepted_at + settings.GIFT_LOCK,
            ship_due_at=gift.accepted_at + settings.SHIP_WITHIN,
        )
        Delivery(order=order, **address.as_dict()).save()
        if not gift.contact_id:  # a named contact was left out when the order was placed
            escrow.drop_share(order, by)
        events.record("gift.accepted", gift.subject, shop_id=order.shop_id)
        _swap(order.line, variant_id)
        gift.order = order
        return gift, receipt


def refuse_acceptance(gift, by, link_version=None):
    """Raises what stands between `by` (a user, or None for a guest) and accepting or declining the gift (locked)."""
    if by is not None and by.pk == gift.giver_id:
        raise OwnGift
    if gift.contact_id and (by is None or by.pk != gift.contact_id):
        raise NotForYou
    if not gift.is_pending:
        raise REFUSALS_BY_STATE[gift.state]
    # The page was opened before the lock was taken: the giver may have replaced the link in between.
    if not gift.contact_id and link_version not in {None, gift.link_version}:
        raise LinkReplaced


def refuse_unless_open(gift):
    """A look before the act, which looks again under the lock. Raises the refusal of the gift's state, Expired."""
    if not gift.is_pending:
        raise REFUSALS_BY_STATE[gift.state]
    if gift.deadline_at <= db_now():
        raise Expired


def _win(gift, by, receipt):
    # The row is locked by an earlier statement, so the clock is read after any wait: a transaction that began
    # before the deadline and waited past it changes nothing here.
    now = db_now()
    open_gift = Gift.objects.filter(pk=gift.pk, state=Gift.State.PENDING, deadline_at__gt=now)
    columns = {
        "state": Gift.State.ACCEPTED,
        "accepted_at": now,
        "recipient": by,
        "receipt_digest": links.receipt_digest(receipt) if receipt else "",
    }
    if not open_gift.update(**columns):
        raise Expired
    follow(gift, columns)


def _swap(line, variant_id):
    """Give the line's unit back and take one of the other variant: both stocks, in the order of their keys,
    at the very end.
    """
    if variant_id is None or variant_id == line.variant_id:
        return
    variant = swaps(line).filter(pk=variant_id).first()
    if variant is None:
        raise SwapNotPossible
    back = line.variant_id
    columns = Line.frozen_from(variant)
    Line.objects.filter(pk=line.pk).update(**columns)
    follow(line, columns)
    stock.swap(back=back, take_id=variant.pk)


def swaps(line):
    """The variants that `line`'s unit can be changed for, itself not among them."""
    return (
        Variant.objects.select_related("product")
        .priced(line.unit_price_fen, special=line.at_special_price)
        .filter(
            product=line.variant.product_id,
            on_shelf=True,
            product__on_shelf=True,
            stock__gt=0,
        )
        .exclude(pk=line.variant_id)
        .order_by("position", "pk")
    )


def claim(gift_id, *, by):
    """A guest who accepted (and proved it by the receipt) makes the gift and its parcel part of an account.

    Raises OwnGift, NotForYou if another account has it.
    """
    with transaction.atomic():
        gift = Gift.lock(gift_id)
        if by.pk == gift.giver_id:
            raise OwnGift
        if not Gift.objects.filter(pk=gift.pk, state=Gift.State.ACCEPTED, recipient__isnull=True).update(
            recipient=by
        ):
            raise NotForYou
        order = Order.lock(gift.order_id)
        Order.objects.filter(pk=order.pk, owner__isnull=True).update(owner=by)
        escrow.drop_share(order, by)
        events.record("gift.claimed", gift.subject, shop_id=gift.order.shop_id)
