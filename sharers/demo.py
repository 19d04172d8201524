"""A sharer for the demo: Lin shares two shops, and some friends came by Lin's links. Lin and others keep showcases."""

from datetime import timedelta

from django.utils.timezone import localdate

from giftshop.clock import db_now
from sharers.models import Attribution, LinkDay, Promoter, ShareLink, Sharer, Showcase, Visitor
from sharers.showcases import influence
from sharers.showcases.pictures import BANNERS, FACES
from shops import demo as goods
from shops.models import Product, Shop, Variant

SHARED = {"good-nuts": ["cashews", "new-year-box", "pistachios"], "tea-house": ["longjing", "mooncake"]}

PROMOTED = {"good-nuts": 800, "tea-house": 800, "among-flowers": 600}  # basis points
SPECIAL = {"cashews": 10, "longjing": 8}  # per cent off, for visitors of a showcase

# Whose, its name, words, what stands there (the first gives its face), and visitors of fourteen days.
SHOWCASES = [
    (
        "lin",
        "小林的好物柜",
        "只放我自己回购过的东西",
        ["longjing", "cashews", "rose-bouquet", "thermos"],
        168,
    ),
    ("xue", "雪梨爱喝茶", "一天三杯，杯杯不同", ["jinjunmei", "mooncake", "double-bowls"], 93),
    ("tuan", "团子妈妈选", "给小朋友的，先给自己的孩子用", ["linen-bear", "rainbow-blocks"], 41),
    ("zhou", "老周的书桌", "", ["scholars-set", "brass-bookmark"], 12),
]
CAME = {"zhou": "tea-house", "tuan": "good-nuts"}  # by Lin's showcase, before they bought there


def load(*, sharer, visitors):
    """What is there already stays. Before anybody buys: an order remembers who sent its buyer."""
    for code, handles in SHARED.items():
        shop = Shop.objects.get(code=code)
        bound = Sharer.objects.active().filter(shop=shop, user=sharer).first() or Sharer.objects.bind(
            shop=shop, user=sharer
        )
        for product in Product.objects.filter(shop=shop, handle__in=handles):
            ShareLink.objects.get_or_create(sharer=bound, product=product)
        for visitor in visitors:
            Attribution.objects.remember(visitor, bound.shop_link)


def open_showcases(people):
    """Before anybody buys. Does nothing a second time."""
    if Showcase.objects.exists():
        return
    for code, bps in PROMOTED.items():
        Shop.objects.filter(code=code).update(promoter_bps=bps)
    for handle, off in SPECIAL.items():
        variant = Variant.objects.filter(product__handle=handle).first()
        Variant.objects.filter(pk=variant.pk).update(
            showcase_price_fen=variant.price_fen * (100 - off) // 100
        )
    for name, *about, visitors in SHOWCASES:
        _visited(_opened(people[name], *about), visitors)
    link = Showcase.objects.get(promoter__user=people["lin"]).link
    for name, code in CAME.items():
        Attribution.objects.remember(people[name], link, Shop.objects.get(code=code).pk)


def count():
    """After everything has happened."""
    influence.count()
    influence.rank()


def _opened(owner, name, words, handles):
    showcase = Showcase.objects.open(Promoter.objects.join(owner), name)
    showcase.edit(words=words, listed=True, shows_sales=True, **_pictures(showcase, handles[0]))
    for position, handle in enumerate(handles, start=1):
        showcase.place(position, Product.objects.get(handle=handle))
    # As if all but the last had stood there for some days.
    showcase.slots.exclude(position=len(handles)).update(changed_at=db_now() - timedelta(days=5))
    return showcase


def _pictures(showcase, handle):
    owner = f"{showcase.pk}:"
    face = FACES.keep(goods.drawings(handle)[0].read_bytes(), owner=owner)
    if handle != "longjing":
        return {"avatar": face}
    view = goods.HERE / "covers" / "tea-house-1.webp"
    return {"avatar": face, "banner": BANNERS.keep(view.read_bytes(), owner=owner)}


def _visited(showcase, visitors):
    """Fewer on some days than on others."""
    now = db_now()
    link = showcase.link
    Visitor.objects.bulk_create(
        Visitor(link=link, key=f"demo{number}", last_at=now - timedelta(days=number % 14))
        for number in range(visitors)
    )
    for ago in range(14):
        new = len(range(ago, visitors, 14))
        visits = new + new * (ago * 5 % 7) // 4
        LinkDay.objects.add(link, localdate(now) - timedelta(days=ago), visits=visits, newcomers=new)
