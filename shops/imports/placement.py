"""Which category an imported product belongs to. What the words are is data: categories.toml."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

from shops.models import Category

FIELDS = ("type", "title", "tags")  # in the order in which they are believed
MAP = tomllib.loads(Path(__file__).with_name("categories.toml").read_text())


class Placement:
    """Asks the database once for the tree, then places any number of products."""

    def __init__(self):
        tree = list(Category.objects.all())
        barred = tuple(category.path for category in tree if not category.giftable)
        self.by_slug = {category.slug: category for category in tree}
        self.barred = (
            {category.slug for category in tree if category.path.startswith(barred)} if barred else set()
        )

    def place(self, evidence: dict[str, str]) -> Category | None:
        """The category, or None. A sign of something that is not giftable outweighs every vaguer sign."""
        google, general = _google(evidence["google"], "google"), _google(evidence["google"], "google_general")
        found = google or self._barred(evidence) or self._named(evidence) or general
        return self.by_slug.get(_refine(found, evidence))

    def _barred(self, evidence):
        exact = MAP["types"].get(evidence["type"].casefold())
        if exact in self.barred:
            return exact
        texts = [_without_friends(normalise(evidence[field])) for field in FIELDS]
        found = filter(None, (_last_match(text, self.barred, inside=True) for text in texts))
        return max(found, key=lambda slug: self.by_slug[slug].depth, default=None)

    def _named(self, evidence):
        exact = MAP["types"].get(evidence["type"].casefold())
        texts = [normalise(evidence[field]) for field in FIELDS]
        return exact or next(
            filter(None, (_last_match(text, self.barred, inside=False) for text in texts)), None
        )


def normalise(text):
    """Lower case, one width; apostrophes vanish, hyphens and spaces are one space, other punctuation ends a phrase."""
    text = re.sub("['’]", "", unicodedata.normalize("NFKC", text).casefold())
    text = re.sub(r"[\s\-_]+", " ", text)
    return re.sub(r" *[^\w\s]+ *", "|", text).strip()


def _google(value, table):
    """By number, or by the longest entry that begins the path."""
    value = " > ".join(part.strip() for part in value.casefold().split(">"))
    fits = [entry for entry in MAP[table] if f"{value} > ".startswith(f"{entry.casefold()} > ")]
    return MAP[table][max(fits, key=len)] if fits else None


def _last_match(text, barred, *, inside):
    """The category whose word ends last in `text`, the longest of them, among the barred ones or among the others."""
    matches = [
        (match.end(), match.end() - match.start(), slug)
        for slug, pattern in _patterns().items()
        if (slug in barred) is inside
        for match in pattern.finditer(text)
    ]
    return max(matches)[2] if matches else None


def _refine(slug, evidence):
    everything = "|".join(normalise(evidence[field]) for field in (*FIELDS, "gender"))
    finer = [
        child
        for child, words in MAP["refine"].get(slug, {}).items()
        if re.search(_alternatives(words), everything)
    ]
    return finer[0] if len(finer) == 1 else slug


def _without_friends(text):
    return _friends().sub("|", text)


@cache
def _patterns():
    return {slug: re.compile(_alternatives(words)) for slug, words in MAP["words"].items()}


@cache
def _friends():
    friends = MAP["friends"]
    worn = [
        word
        for slug in ("rings", "necklaces", "bracelets", "earrings", "brooches", "jewellery")
        for word in MAP["words"][slug]
    ]
    english = "|".join(re.escape(word) for word in friends["keepers"])
    chinese = "|".join(friends["keepers_chinese"])
    kept = f"(?:{_alternatives(worn)})(?: (?:{english})(?:e?s)?(?![a-z0-9])|(?:{chinese}))"
    return re.compile(f"{_alternatives(friends['phrases'])}|{kept}")


def _alternatives(words):
    """A pattern that finds the words, longest first."""
    return "|".join(map(_word, sorted((word.casefold() for word in words), key=len, reverse=True)))


def _word(word):
    word, last = word.removesuffix("$"), word.endswith("$")
    end = r"(?=\s|\||$)" if last and not word.isascii() else r"(?=\||$)" if last else ""
    if not word.isascii():
        return re.escape(word) + end
    return rf"(?<![a-z0-9]){re.escape(word)}(?:e?s)?(?![a-z0-9]){end}"
