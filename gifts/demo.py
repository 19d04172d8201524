"""Gifts in every state for the demo, each brought there by the verbs that shoppers and sweeps use."""

from accounts.models import Address
from gifts import giving_back, sending
from gifts.acceptance import accept
from gifts.covers import Cover
from gifts.models import Gift
from orders import checkout, fulfilment
from payments.providers.sandbox import bank
from shops.models import Variant

METHOD = "sandbox"


def load(*, giver, friend):
    """Not inside a transaction: the pretend bank is asked as it is for everybody."""
    variants = iter(
        Variant.objects.giftable().filter(product__shop__code="tea-house").order_by("product", "pk")[:8]
    )
    to_friend = _sent(giver, next(variants), "春茶上市，寄一罐给你", Cover.CLASSIC)
    accept(to_friend.pk, by=friend, address=_address("王小波"))
    shipped = _sent(giver, next(variants), "谢谢你的照顾", Cover.THANKS)
    accept(shipped.pk, by=friend, address=_address("王小波"))
    fulfilment.ship(shipped.order_id, carrier="SF", tracking_number="SF1029384756123")
    done = _sent(friend, next(variants), "中秋快乐", Cover.MOON)
    accept(done.pk, by=giver, address=_address("李小美"))
    fulfilment.ship(done.order_id, carrier="ZTO", tracking_number="ZTO75318642097")
    fulfilment.confirm(done.order_id)
    giving_back.decline(
        _sent(giver, next(variants), "一点心意", Cover.HEART).pk, by=friend, word="心领了，谢谢你"
    )
    _sent(giver, next(variants), "生日快乐", Cover.BIRTHDAY, contact_id=friend.pk)
    _sent(friend, next(variants), "新春大吉", Cover.SPRING)
    sending.send(giver=giver, **_chosen(next(variants)))
    _pay(_own_order(giver, next(variants)).payment)


def _sent(giver, variant, greeting, cover, **fields):
    gift = sending.send(giver=giver, greeting=greeting, cover=cover, **fields, **_chosen(variant))
    _pay(gift.order.payment)
    return Gift.objects.get(pk=gift.pk)


def _own_order(buyer, variant):
    return checkout.place(buyer=buyer, quantity=2, address=_address("李小美"), **_chosen(variant))


def _chosen(variant):
    return {"variant_id": variant.pk, "price_fen": variant.price_fen}


def _pay(payment):
    payment.start_attempt(method=METHOD)
    bank.pay(payment.attempts.get().number)
    payment.refresh()


def _address(consignee):
    return Address(
        consignee=consignee,
        phone="+8613800138000",
        province="浙江省",
        city="杭州市",
        district="西湖区",
        detail="文三路 100 号 3 幢 502",
    )
