"""Keeping the words of the goods and the names of shops and categories, for suggestions, corrections and names."""

from django.db import connection, transaction

from shops.models.search import SearchPhrase
from shops.search import lexemes, reading
from shops.search.asking import literal
from shops.search.looking import said

COUNTED = 1_000  # a phrase with more uses than these is common enough
SHORTEST = 2  # characters of a word that is worth suggesting

KEEP = """
    INSERT INTO shops_searchphrase (kind, phrase, folded, english, pinyin, initials, terms, uses)
    SELECT 'word', word, word, '', pinyin, initials, '', 1
    FROM unnest(%s::text[], %s::text[], %s::text[]) AS new (word, pinyin, initials)
    ON CONFLICT DO NOTHING
"""

NAME = """
    UPDATE shops_searchphrase
    SET phrase = %(phrase)s, folded = %(folded)s, english = %(english)s, pinyin = %(pinyin)s, initials = %(initials)s,
        terms = array_to_tsvector(%(terms)s)
    WHERE id = %(id)s
"""

COUNT = """
    UPDATE shops_searchphrase phrase
    SET due_at = now() + interval '1 day', uses = (
        SELECT count(*) FROM (
            SELECT FROM shops_searchentry entry
            JOIN shops_product product ON product.id = entry.product_id AND product.on_shelf
            JOIN shops_shop shop ON shop.id = product.shop_id AND shop.state = 'active'
            WHERE entry.terms @@ asked.query::tsquery LIMIT %s
        ) found
    )
    FROM unnest(%s::bigint[], %s::text[]) AS asked (id, query)
    WHERE phrase.id = asked.id
"""


def keep(words):
    """Remember words of the goods. In order: two writers who bring the same new words must not wait in a circle."""
    words = sorted({word for word in words if SHORTEST <= len(word) <= 60 and not word.isdigit()})
    rows = [(word, sound(word), initials(word)) for word in words]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(KEEP, [list(column) for column in zip(*rows, strict=True)])


def renew(ids):
    """Read the names anew, and count how many products on the shelf each phrase finds."""
    phrases = SearchPhrase.objects.select_related("shop", "category").filter(pk__in=ids)
    with transaction.atomic(), connection.cursor() as cursor:
        for phrase in phrases:
            if phrase.kind != SearchPhrase.WORD:
                cursor.execute(NAME, _name(phrase))
        asked = [(phrase.pk, _question(phrase)) for phrase in phrases]
        if asked:
            cursor.execute(COUNT, [COUNTED, *(list(column) for column in zip(*asked, strict=True))])


def sound(folded):
    """Its pinyin; letters stay as they are."""
    return "".join(
        "".join(reading.pinyin(run)) if reading.is_chinese(run) else run for run in reading.runs(folded)
    )


def initials(folded):
    runs = reading.runs(folded)
    return "".join(
        "".join(syllable[0] for syllable in reading.pinyin(run)) if reading.is_chinese(run) else run[0]
        for run in runs
    )


def _name(phrase):
    names = [phrase.shop.name] if phrase.shop else [phrase.category.name, phrase.category.name_en]
    folded = [reading.fold(name)[:120] for name in names]
    return {
        "id": phrase.pk,
        "phrase": names[0],
        "folded": folded[0],
        "english": folded[1] if phrase.category else "",
        "pinyin": sound(folded[0])[:400],
        "initials": initials(folded[0]),
        "terms": sorted(set().union(*map(lexemes.of_name, names))),
    }


def _question(phrase):
    if phrase.shop_id:
        return literal(lexemes.shop(phrase.shop_id))
    if phrase.category_id:
        below = type(phrase.category).objects.get_tree(phrase.category).values_list("pk", flat=True)
        return " | ".join(literal(lexemes.category(pk)) for pk in below)
    return said(phrase.folded)
