"""The words of the goods, and the names of shops and categories: for suggestions, corrections, and who is named."""

from django.db import connection, transaction

from shops.models.search import SearchPhrase
from shops.search import lexemes, reading
from shops.search.asking import Query, every, literal

COUNTED = 1_000  # a phrase with more uses than these is common enough
NAMED = 50  # shops, or categories, that one word may name
ALIKE = 3  # phrases that one word may have been meant as
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

# What a category's name says holds for everything below it.
NAMES = """
    (SELECT %s::int, '#s' || shop_id, NULL, 0.0 FROM shops_searchphrase
    WHERE kind = 'shop' AND terms @@ %s::tsquery ORDER BY uses DESC LIMIT %s)
    UNION ALL
    (SELECT %s, '#c' || below.id, NULL, 0.0
    FROM shops_searchphrase phrase
    JOIN shops_category category ON category.id = phrase.category_id
    JOIN shops_category below ON starts_with(below.path, category.path)
    WHERE phrase.kind = 'category' AND phrase.terms @@ %s::tsquery LIMIT %s)
"""

ALIKES = """
    (SELECT %s::int, coalesce('#s' || shop_id, '#c' || category_id), folded,
        greatest(similarity(folded, %s), similarity(pinyin, %s)) AS likeness
    FROM shops_searchphrase
    WHERE uses > 0 AND (folded %% %s OR pinyin %% %s) ORDER BY likeness DESC, uses DESC, id LIMIT %s)
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


def named_or_alike(query, *, alike):
    """What the words name and resemble, in one query: {word: lexemes of the shops and categories that it names} and
    {word: [(phrase, its tsquery), …]}, the likeliest first; the latter is empty unless `alike`.
    """
    statements, values = [], []
    for place, unit in enumerate(query.units):
        statements.append(NAMES)
        values += [place, unit.guessed, NAMED] * 2
        if alike and len(unit.text) >= SHORTEST:
            statements.append(ALIKES)
            values += [place, *[unit.text, unit.pinyin] * 2, ALIKE]
    names, likes = {}, {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), values)
        for place, name, phrase, _likeness in cursor.fetchall():
            word = query.units[place].text
            if phrase is None:
                names.setdefault(word, []).append(name)
            else:
                question = literal(name) if name else _words(phrase)
                likes.setdefault(word, []).append((phrase, question))
    return names, likes


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
    return _words(phrase.folded)


def _words(folded):
    return every(unit.exact for unit in Query.read(folded).units)
