"""Who is asked in which order: the titles; if they do not fill the list, names and everything else; if nothing has the
words as typed, what looks or sounds like them.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.db import connection
from django.db.models import Case, Exists, OuterRef, SmallIntegerField, Value, When

from shops.models.variant import Variant
from shops.search import lexemes, phrases
from shops.search.asking import Query

MOST = 400  # products that one search finds: twenty pages

# The newest of each, so that a word that half the goods share costs no more than a rare one.
ONE = """
    (SELECT product_id, %s::int FROM shops_searchentry WHERE {} @@ %s::tsquery ORDER BY product_id DESC LIMIT %s)
"""


@dataclass(frozen=True)
class Beyond:
    """What is found outside the titles: {product: rank} each."""

    strict: dict[int, int] = field(default_factory=dict)
    alike: dict[int, int] = field(default_factory=dict)
    near: dict[int, int] = field(default_factory=dict)
    phrase: str = ""


class Search:
    """What `typed` finds: three small queries at most, none before somebody asks. `shop` (an id) is the only one."""

    def __init__(self, typed, shop=None):
        self.query = Query.read(typed, within=lexemes.shop(shop) if shop else "")

    def products(self, products):
        """Those of `products` (a queryset) that were found, the most relevant first: what can be a gift before what
        cannot, then the newest. Each has a `relevance`, 0 for the best.
        """
        return _ordered(products, self._strict or self._beyond.alike)

    def neighbours(self, products):
        """Those of `products` that come near: any of the words, or of those that look or sound like them."""
        return _ordered(products, self._beyond.near)

    @property
    def meant(self):
        """The phrase that was looked for instead because nothing has the words as typed, or ""."""
        return "" if self._strict else self._beyond.phrase

    @cached_property
    def _titles(self):
        return look("title", self.query.titles()) if self.query else {}

    @cached_property
    def _strict(self):
        return self._titles if len(self._titles) >= MOST else self._beyond.strict | self._titles

    @cached_property
    def _beyond(self):
        if not self.query:
            return Beyond()
        names, likes = phrases.named_or_alike(self.query, alike=not self._titles)
        query, first = self.query.naming(names), len(self.query.titles())
        strict = query.anywhere()
        if self._titles:
            return Beyond(strict=look("terms", strict, first=first))
        asked = [*strict, *query.meaning(likes), *query.near(likes)]
        found = look("terms", asked, first=first)
        tiers = [range(first, first + len(strict)), range(first + len(strict), first + len(asked) - 1)]
        split = [{pk: rank for pk, rank in found.items() if rank in tier} for tier in tiers]
        return Beyond(*split, near=found, phrase=query.corrected(likes) if split[1] else "")


def find(typed, products, shop=None):
    """`products` (a queryset) that `typed` finds, the most relevant first; see `Search.products`."""
    return Search(typed, shop).products(products)


def neighbours(typed, products, shop=None):
    """`products` (a queryset) near to what `typed` says; for when nothing was found."""
    return Search(typed, shop).neighbours(products)


def look(column, questions, first=0):
    """{product: rank} for tsqueries in order: its rank is the first question that it answers, counted from `first`."""
    values = [value for rank, question in enumerate(questions, first) for value in (rank, question, MOST)]
    each = " UNION ALL ".join([ONE.format(column)] * len(questions))
    statement = f"SELECT * FROM ({each}) found LIMIT %s"  # noqa: S608 (`column` is ours)
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, MOST])
        for product, rank in cursor.fetchall():
            found.setdefault(product, rank)
    return found


def _ordered(products, found):
    if not found:
        return products.none()
    ranks = {}
    for product, rank in found.items():
        ranks.setdefault(rank, []).append(product)
    relevance = Case(
        *(When(pk__in=group, then=Value(rank)) for rank, group in ranks.items()),
        output_field=SmallIntegerField(),
    )
    giftable = Exists(Variant.objects.giftable().filter(product=OuterRef("pk")))
    found = products.filter(pk__in=list(found)).annotate(relevance=relevance)
    return found.order_by("relevance", giftable.desc(), "-pk")
