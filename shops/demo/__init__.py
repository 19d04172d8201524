"""Shops to look at. The goods go in by the same import that a merchant uses."""

from pathlib import Path

from shops.imports.catalogue import bring_in
from shops.models import Product, Shop, Staff

HERE = Path(__file__).parent

# In the order of arrival; the newest is what a visitor sees first.
SHOPS = {
    "home-and-garden": {"name": "Home & Garden", "gifting": False, "freight_fen": 1200},
    "apparel": {"name": "Corner Wardrobe", "gift_freight_fen": 600, "freight_fen": 600},
    "jade-hall": {"name": "玉满堂首饰与课堂", "default_commission_bps": 300},
    "tea-house": {
        "name": "茶语小铺",
        "freight_fen": 800,
        "refuses_provinces": ["西藏自治区"],
        "default_commission_bps": 500,
    },
}


def load(*, owner):
    """Four shops with `owner` behind their counters. What is there already is brought up to date."""
    for code, fields in SHOPS.items():
        shop, _created = Shop.objects.get_or_create(code=code, defaults=fields)
        Staff.objects.get_or_create(shop=shop, user=owner, defaults={"role": Staff.OWNER})
        bring_in(shop=shop, data=HERE.joinpath(f"{code}.csv").read_bytes(), pictures=False)
        _hang_pictures(shop)


def _hang_pictures(shop):
    for product in Product.objects.filter(shop=shop, pictures=None):
        drawing = HERE / "pictures" / f"{product.handle}.jpg"
        if drawing.exists():
            product.pictures.model(product=product, alt=product.title).keep(drawing.read_bytes())
