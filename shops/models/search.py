from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from giftshop.clock import TransactionNow


class DueQuerySet(models.QuerySet):
    def due(self):
        return self.filter(due_at__lte=TransactionNow()).order_by("due_at")


class SearchEntry(models.Model):
    """What a product is found by: the lexemes of its title, and of all that it says. Written by shops.search."""

    product = models.OneToOneField(
        "shops.Product", models.CASCADE, primary_key=True, related_name="search_entry"
    )
    title = SearchVectorField()
    terms = SearchVectorField()

    class Meta:
        indexes = [
            # Without the pending list, which every search would have to read through after an import.
            GinIndex(fields=["title"], fastupdate=False, name="search_entry_title"),
            GinIndex(fields=["terms"], fastupdate=False, name="search_entry_terms"),
        ]


class StaleEntry(models.Model):
    """A mark, set by triggers of the database, that a product's entry must be written anew.

    In a table of its own: a column of the entry would write the entry's hundred index terms anew as well.
    """

    product = models.OneToOneField("shops.Product", models.CASCADE, primary_key=True, related_name="+")
    due_at = models.DateTimeField(db_default=TransactionNow())

    objects = DueQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="stale_entry_due")]


class SearchPhrase(models.Model):
    """A word of the goods, or the name of a shop or of a category: what suggestions and corrections are made of.

    `uses` is how many products it found when it was counted last; `due_at` is when it is counted again.
    """

    WORD, SHOP, CATEGORY = "word", "shop", "category"
    KINDS = [(kind, kind) for kind in (WORD, SHOP, CATEGORY)]

    kind = models.CharField(max_length=8, choices=KINDS)
    shop = models.OneToOneField("shops.Shop", models.CASCADE, null=True, related_name="+")
    category = models.OneToOneField("shops.Category", models.CASCADE, null=True, related_name="+")
    phrase = models.CharField(max_length=60)
    folded = models.CharField(max_length=120)
    english = models.CharField(max_length=120)
    pinyin = models.CharField(max_length=400)
    initials = models.CharField(max_length=120)
    terms = SearchVectorField()
    uses = models.PositiveIntegerField(default=1)
    due_at = models.DateTimeField(db_default=TransactionNow())

    objects = DueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["phrase"], condition=models.Q(kind="word"), name="search_phrase_word_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="word", shop=None, category=None)
                | models.Q(kind="shop", shop__isnull=False, category=None)
                | models.Q(kind="category", shop=None, category__isnull=False),
                name="search_phrase_kind",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="search_phrase_due"),
            GinIndex(fields=["terms"], condition=~models.Q(kind="word"), name="search_phrase_names"),
            # What has been typed so far is the beginning of one of these, in whatever collation the database has.
            *(
                models.Index(OpClass(name, name="varchar_pattern_ops"), name=f"search_phrase_{name}")
                for name in ["folded", "english", "pinyin", "initials"]
            ),
            # What was meant looks like one of these.
            GinIndex(
                OpClass("folded", name="gin_trgm_ops"),
                OpClass("pinyin", name="gin_trgm_ops"),
                name="search_phrase_looks",
            ),
        ]

    def __str__(self):
        return self.phrase
