"""Who is asked in which order: the titles; if they do not fill the list, names and everything else; if nothing has the
words as typed, what looks or sounds like them.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Case, SmallIntegerField, Value, When

from shops.search import lexemes, looking
from shops.search.asking import Query


@dataclass(frozen=True)
class Beyond:
    """What is found outside the titles: {product: rank} each."""

    strict: dict[int, int] = field(default_factory=dict)
    alike: dict[int, int] = field(default_factory=dict)
    near: dict[int, int] = field(default_factory=dict)
    phrase: str = ""


class Search:
    """What `typed` finds: two small queries at most, none before somebody asks.

    `shop` and `categories` (ids) say where to look. Other limits are the queryset's: of a word that
    more products have than a search finds, the newest are looked at.
    """

    def __init__(self, typed, *, shop=None, categories=()):
        places = [[lexemes.shop(shop)] if shop else [], [lexemes.category(pk) for pk in categories]]
        self.query = Query.read(typed, within=[place for place in places if place])

    def products(self, products):
        """Those of `products` (a queryset) that were found, the most relevant first: what can be a gift before what
        cannot, then the most popular. Each has a `relevance`, 0 for the best.
        """
        return _ordered(products, self._strict or self._beyond.alike)

    def neighbours(self, products):
        """Those of `products` that come near: any of the words, or of those that look or sound like them."""
        return _ordered(products, self._beyond.near)

    @property
    def meant(self):
        """The phrase that was looked for instead because nothing has the words as typed, or ""."""
        return self._beyond.phrase if self._beyond.alike and not self._strict else ""

    @cached_property
    def _first(self):
        return looking.titles(self.query) if self.query else ({}, {}, {})

    @cached_property
    def _strict(self):
        titles = self._first[0]
        return titles if len(titles) >= looking.MOST else self._beyond.strict | titles

    @cached_property
    def _beyond(self):
        if not self.query:
            return Beyond()
        titles, names, alike = self._first
        query, first = self.query.naming(names), len(self.query.titles())
        strict = query.anywhere()
        if titles:
            return Beyond(strict=looking.anywhere(strict, first))
        meant, near = query.meaning(alike), query.near(alike)
        found = looking.anywhere([*strict, *meant, *near], first)
        close = first + len(strict)
        return Beyond(
            strict={product: rank for product, rank in found.items() if rank < close},
            alike={product: rank for product, rank in found.items() if close <= rank < close + len(meant)},
            near=found,
            phrase=query.corrected(alike),
        )


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
    found = products.filter(pk__in=list(found)).with_gift_rule().annotate(relevance=relevance)
    return found.order_by("relevance", "-can_be_a_gift", "-popularity", "-pk")
