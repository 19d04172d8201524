"""Shops to look at. The goods go in by the same import that a merchant uses."""

import csv
from io import StringIO
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from shops.imports.catalogue import bring_in
from shops.models import Product, Shop, Staff, Variant
from shops.pictures import LOGOS

HERE = Path(__file__).parent

# In the order of arrival; the newest is what a visitor sees first.
SHOPS = {
    "home-and-garden": {"name": "Home & Garden", "gifting": False, "freight_fen": 1200},
    "apparel": {"name": "Corner Wardrobe", "gift_freight_fen": 600, "freight_fen": 600},
    "jade-hall": {"name": "玉满堂首饰与课堂", "default_commission_bps": 300},
    "little-carpenter": {
        "name": "小木匠玩具",
        "aftersale_address": "小木匠售后 13800000006 浙江省丽水市云和县玩具城 3 号",
        "freight_fen": 600,
        "default_commission_bps": 800,
    },
    "one-page": {
        "name": "一页书店",
        "aftersale_address": "一页书店售后 13800000004 江苏省南京市鼓楼区颐和路 2 号",
        "freight_fen": 500,
        "default_commission_bps": 600,
    },
    "in-the-house": {
        "name": "屋里",
        "aftersale_address": "屋里售后 13800000005 江西省景德镇市珠山区陶阳里 9 号",
        "freight_fen": 1000,
        "default_commission_bps": 800,
    },
    "bare-skin": {"name": "素颜实验室", "default_commission_bps": 1200},
    "among-flowers": {
        "name": "花间",
        "aftersale_address": "花间售后 13800000001 云南省昆明市呈贡区斗南花市 8 号",
        "gift_freight_fen": 800,
        "freight_fen": 800,
        "refuses_provinces": ["西藏自治区", "新疆维吾尔自治区", "海南省"],
        "default_commission_bps": 1000,
    },
    "tea-house": {
        "name": "茶语小铺",
        "aftersale_address": "茶语小铺售后 13800000002 浙江省杭州市西湖区龙井路 1 号",
        "freight_fen": 800,
        "refuses_provinces": ["西藏自治区"],
        "default_commission_bps": 500,
    },
    "fruit-diary": {
        "name": "鲜果日记",
        "freight_fen": 1000,
        "refuses_provinces": ["西藏自治区", "新疆维吾尔自治区"],
        "default_commission_bps": 500,
    },
    "good-nuts": {
        "name": "果然好仁",
        "aftersale_address": "果然好仁售后 13800000003 浙江省杭州市临安区锦城街道 66 号",
        "default_commission_bps": 800,
    },
}
FIRST_MERCHANT = 1_900_100_001
OLDER = ["home-and-garden", "apparel"]
LOOKS = {"颜色", "花色", "纹样", "图案", "款式", "色号"}  # options whose values look different


def load(*, owner):
    """The shops with `owner` behind their counters. What is there already is brought up to date."""
    shops = {code: _open(code, fields, owner) for code, fields in SHOPS.items()}
    for code, data in _deliveries():
        bring_in(shop=shops[code], data=data, pictures=False)
    products = Product.objects.filter(shop__in=shops.values())
    for product in products.filter(pictures=None):
        _hang_pictures(product)
    for product in products.filter(option_names__0__in=LOOKS):
        _show_looks(product)


def _open(code, fields, owner):
    # The number at the payment provider is one that WeChat Pay's emulator knows.
    number = str(FIRST_MERCHANT + list(SHOPS).index(code))
    shop, _created = Shop.objects.get_or_create(code=code, defaults=fields | {"merchant_number": number})
    Staff.objects.get_or_create(shop=shop, user=owner, defaults={"role": Staff.OWNER})
    _hang_sign(shop)
    return shop


def _hang_sign(shop):
    sign = HERE / "logos" / f"{shop.code}.webp"
    if sign.exists() and not shop.logo:
        shop.logo = LOGOS.keep(sign.read_bytes())
        shop.save(update_fields=["logo"])


def _deliveries():
    """(code of a shop, a CSV) in the order of arrival: the older shops at one go, the others one product after another
    in turn, so that the newest goods are not all of one shop.
    """
    for code in OLDER:
        yield code, HERE.joinpath(f"{code}.csv").read_bytes()
    ranges = {code: _one_by_one(code) for code in SHOPS if code not in OLDER}
    for left in range(max(map(len, ranges.values())), 0, -1):
        yield from ((code, files[-left]) for code, files in ranges.items() if left <= len(files))


def _one_by_one(code):
    """A shop's CSV as one for each of its products."""
    header, *rows = csv.reader(HERE.joinpath(f"{code}.csv").read_text().splitlines())
    files = []
    for _handle, group in groupby(rows, key=itemgetter(0)):
        file = StringIO()
        csv.writer(file).writerows([header, *group])
        files.append(file.getvalue().encode())
    return files


def drawings(handle):
    """The pictures of a product in their order: `<handle>.webp`, `<handle>-2.webp` and so on."""
    files = [HERE / "pictures" / f"{handle}.webp"]
    while files[-1].exists():
        files.append(HERE / "pictures" / f"{handle}-{len(files) + 1}.webp")
    return files[:-1]


def _hang_pictures(product):
    for position, drawing in enumerate(drawings(product.handle), start=1):
        picture = product.pictures.model(product=product, position=position, alt=product.title)
        picture.keep(drawing.read_bytes())


def _show_looks(product):
    """Where each value of the first option has a picture, the n-th picture shows the n-th value."""
    pictures, variants = list(product.pictures.all()), list(product.variants.all())
    looks = list(dict.fromkeys(variant.option_values[0] for variant in variants))
    if len(pictures) >= len(looks) > 1:
        for variant in variants:
            variant.picture = pictures[looks.index(variant.option_values[0])]
        Variant.objects.bulk_update(variants, ["picture"])
