"""Gifts in every state for the demo, each brought there by the verbs that shoppers, staff and sweeps use."""

from datetime import timedelta

from accounts import demo
from gifts import giving_back, sending
from gifts.acceptance import accept
from gifts.covers import OWN_COVERS, Cover
from gifts.models import Gift, ShopCover
from giftshop.clock import TransactionNow
from orders.aftersale import proposing
from orders.aftersale.reasons import Reason
from orders.aftersale.transitions import Kind
from orders.demo import COMPLETED, REFUNDED, SHIPPED, TO_SHIP, bring, chosen, pay
from orders.models import Order
from shops import demo as goods
from shops.models import Shop

GUEST = None

# A shop's own pictures of the closed box, drawn in shops/demo/covers.
OWN = {"tea-house": ["春山", "一盏茶"]}

# Giver, who accepted it, product, cover, greeting, and how far the parcel has come; the oldest first. After these,
# everybody is a contact of those they exchanged a gift with.
ACCEPTED = [
    ("mei", "zhou", "jinjunmei", Cover.TEACHER, "老师，教师节快乐！当年多亏您", COMPLETED),
    ("zhou", "mei", "scholars-set", Cover.THANKS, "字要常练", COMPLETED),
    ("mei", "tuan", "linen-bear", Cover.BABY, "欢迎小团子来到这个世界", COMPLETED),
    ("tuan", "mei", "baby-box", Cover.HEART, "抱抱小姨", SHIPPED),
    ("mei", GUEST, "double-bowls", Cover.WEDDING, "百年好合，天天好好吃饭", SHIPPED),
    ("mei", "an", "yangshan-peach", Cover.CLASSIC, "", REFUNDED),
    ("an", "mei", "shine-muscat", Cover.MOON, "中秋快乐，葡萄比月饼甜", COMPLETED),
    ("xue", "mei", "sunflower-bouquet", Cover.GRADUATION, "毕业快乐，学姐", SHIPPED),
    ("mei", "xue", "brass-bookmark", Cover.GRADUATION, "读书的路上有我", COMPLETED),
    ("lin", "bo", "reed-diffuser", Cover.HOME, "新家香香的", COMPLETED),
    ("bo", "lin", "rain-perfume", Cover.BIRTHDAY, "又长大一岁啦", SHIPPED),
    ("mei", "lin", "cashews", Cover.SPRING, "新春大吉，坚果管够", TO_SHIP),
    ("bo", "mei", "rose-bouquet", Cover.QIXI, "今年也想和你看星星", SHIPPED),
    ("mei", "bo", "longjing", Cover.THANKS, "春茶上市，寄一罐给你", TO_SHIP),
]


def load(people):
    """Not inside a transaction, as the orders'. Does nothing a second time."""
    for code, names in OWN.items():
        _offer_covers(Shop.objects.get(code=code), names)
    if Gift.objects.filter(giver__in=people.values()).exists():
        return
    for giver, friend, handle, cover, greeting, so_far in ACCEPTED:
        gift = _sent(people[giver], handle, cover, greeting)
        accept(gift.pk, by=people.get(friend), address=demo.address(friend or "an"))
        bring(gift.order_id, so_far)
    _propose_aftersale(people["xue"], "sunflower-bouquet")
    _given_back(people)
    _never_paid(people)
    _waiting(people)


def _offer_covers(shop, names):
    if shop.covers.exists():
        return
    for position, name in enumerate(names, start=1):
        drawing = goods.HERE / "covers" / f"{shop.code}-{position}.webp"
        picture = OWN_COVERS.keep(drawing.read_bytes())
        ShopCover.objects.create(shop=shop, name=name, file=picture, position=position)


def _propose_aftersale(giver, handle):
    """As if the day had passed on which nothing about a gift can be changed."""
    gift = Gift.objects.get(giver=giver, order__lines__variant__product__handle=handle)
    Order.objects.filter(pk=gift.order_id).update(locked_until=TransactionNow() - timedelta(seconds=1))
    proposing.propose(gift.order_id, kind=Kind.RETURN, reason=Reason.NOT_AS_DESCRIBED)


def _given_back(people):
    mei = people["mei"]
    declined = _sent(mei, "ceramide-cream", Cover.HEART, "换季记得擦脸")
    giving_back.decline(declined.pk, by=people["zhou"], word="心领了，你留着自己用")
    declined = _sent(people["bo"], "velvet-lipstick", Cover.BIRTHDAY, "生日快乐", contact=people["lin"])
    giving_back.decline(declined.pk, by=people["lin"], word="这个色号我有啦，谢谢")
    _let_lapse(_sent(mei, "solar-terms-calendar", Cover.HOME, "乔迁之喜"))
    _sent(mei, "silk-scarf", Cover.CLASSIC, "天凉了，加条丝巾")
    _close_for_a_moment("jade-hall")


def _never_paid(people):
    gift = sending.send(
        giver=people["mei"], greeting="想了想还是当面送", cover=Cover.HEART, **chosen("flower-cake")
    )
    gift.order.payment.close(reason="cancelled")
    sending.send(giver=people["mei"], greeting="花不会谢", cover=Cover.QIXI, **chosen("preserved-rose"))


def _waiting(people):
    mei, bo, lin = people["mei"], people["bo"], people["lin"]
    _sent(bo, "new-year-box", Cover.SPRING, "给叔叔阿姨拜个早年")
    _sent(lin, "carnation-box", Cover.WELL, "早点好起来", contact=bo)
    _sent(lin, "amber-walnuts", Cover.CLASSIC, "上班摸鱼吃")
    _sent(people["xue"], "pistachios", Cover.BIRTHDAY, "开心果给开心的你", contact=mei)
    _sent(people["tuan"], "moon-picture-book", Cover.MOON, "睡前读给小外甥听", contact=mei)
    _sent(mei, "fruit-basket", Cover.WELL, "好好吃饭，早日康复")
    _sent(mei, "mooncake", Cover.MOON, "月亮圆了，人也要圆", contact=bo)


def _sent(giver, handle, cover, greeting, contact=None):
    gift = sending.send(
        giver=giver, greeting=greeting, cover=cover, contact_id=contact and contact.pk, **chosen(handle)
    )
    pay(gift.order.payment)
    return Gift.objects.get(pk=gift.pk)


def _let_lapse(gift):
    """As if a day had passed."""
    past = TransactionNow() - timedelta(seconds=1)
    Gift.objects.filter(pk=gift.pk).update(deadline_at=past, expire_after=past, remind_at=None)
    giving_back.expire([gift.pk])


def _close_for_a_moment(code):
    """A suspended shop's pending gifts go back; afterwards it is open again, so that there is something to see."""
    shop = Shop.objects.get(code=code)
    shop.suspend()
    shop.reinstate()
