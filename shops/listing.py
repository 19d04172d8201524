"""What a list shows and in which order, as its address says it. What makes no sense there is left out."""

import re
from dataclasses import asdict, dataclass, fields, replace
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shops.occasions import Occasion

MAX_QUERY = 60
SLUG = r"[-a-zA-Z0-9_]{1,60}"
BANDS = {  # yuan in an address, fen (at least, below) in a query
    "-50": (0, 5_000),
    "50-100": (5_000, 10_000),
    "100-200": (10_000, 20_000),
    "200-500": (20_000, 50_000),
    "500-": (50_000, None),
}
SORTS = {
    "": _("Recommended"),
    "new": _("Newest"),
    "price": _("Price, low first"),
    "-price": _("Price, high first"),
}
ORDER = {
    "": ["-popularity", "-pk"],
    "new": ["-pk"],
    "price": ["price_from_fen", "-pk"],
    "-price": ["-price_from_fen", "pk"],
}


@dataclass(frozen=True, kw_only=True)
class Listing:
    q: str = ""
    category: str = ""
    occasion: str = ""
    shop: str = ""
    price: str = ""
    gift: str = ""
    sort: str = ""

    @classmethod
    def from_query(cls, query, **fixed):
        """Of the parameters of an address; `fixed` is what its path says already."""
        said = {field.name: query.get(field.name, "") for field in fields(cls)} | fixed
        return cls(
            q=" ".join(said["q"].replace("\0", " ").split())[:MAX_QUERY],
            category=said["category"] if re.fullmatch(SLUG, said["category"]) else "",
            occasion=said["occasion"] if said["occasion"] in Occasion.values else "",
            shop=said["shop"] if re.fullmatch(SLUG, said["shop"]) else "",
            price=said["price"] if said["price"] in BANDS else "",
            gift="1" if said["gift"] else "",
            sort=said["sort"] if said["sort"] in SORTS else "",
        )

    def query(self, **changes):
        """The parameters of an address in one order only: `category=tea&sort=price`."""
        said = asdict(replace(self, **changes))
        return urlencode({name: value for name, value in said.items() if value})

    @property
    def filters(self):
        """How many filters are on, other than the words and the order."""
        return sum(bool(value) for name, value in asdict(self).items() if name not in {"q", "sort"})

    def of(self, products, tree):
        """`products` that it shows, in no order yet."""
        if self.category:
            products = products.filter(category__in=tree.keys(self.category))
        if self.occasion:
            products = products.filter(occasions__contains=[self.occasion])
        if self.shop:
            products = products.filter(shop__code=self.shop)
        if self.price:
            least, below = BANDS[self.price]
            upper = Q() if below is None else Q(price_from_fen__lt=below)
            products = products.filter(upper, price_from_fen__gte=least)
        return products.giftable() if self.gift else products

    def choices(self, tree):
        """What the template of the filters shows: this listing, and all that could be chosen instead."""
        chosen = {"listing": self, "tree": tree, "category": tree.get(self.category)}
        return chosen | {"occasions": Occasion, "bands": BANDS, "sorts": SORTS}

    def ordered(self, products):
        return products.order_by(*ORDER[self.sort])
