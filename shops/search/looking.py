"""The two questions that a search puts to the database; each answers a bounded number of rows."""

from django.db import connection

from shops.search.asking import Query, every, literal

MOST = 400  # products that one search finds: twenty pages
NAMED = 50  # shops, or categories, that one word may name
ALIKE = 3  # phrases that one word may have been meant as
SHORTEST = 2  # characters of a word that may have been meant otherwise

# The newest of each, so that a word that half the goods share costs no more than a rare one.
ONE = """
    (SELECT product_id, %s::bigint, NULL::text, NULL::text FROM shops_searchentry WHERE {} @@ %s::tsquery
    ORDER BY product_id DESC LIMIT %s)
"""

FIRST = """
    WITH titles (product, rank, lexeme, phrase) AS MATERIALIZED (SELECT * FROM ({titles}) tiers LIMIT %s)
    SELECT * FROM titles UNION ALL {phrases}
"""

SECOND = "SELECT * FROM ({tiers}) tiers LIMIT %s"

# What a category's name says holds for everything below it.
NAMES = """
    (SELECT NULL, %s, '#s' || shop_id, NULL FROM shops_searchphrase
    WHERE kind = 'shop' AND terms @@ %s::tsquery AND (SELECT count(*) FROM titles) < %s
    ORDER BY uses DESC LIMIT %s)
    UNION ALL
    (SELECT NULL, %s, '#c' || below.id, NULL
    FROM shops_searchphrase phrase
    JOIN shops_category category ON category.id = phrase.category_id
    JOIN shops_category below ON starts_with(below.path, category.path)
    WHERE phrase.kind = 'category' AND phrase.terms @@ %s::tsquery AND (SELECT count(*) FROM titles) < %s
    LIMIT %s)
"""

ALIKES = """
    (SELECT NULL, %s, coalesce('#s' || shop_id, '#c' || category_id, ''), folded FROM shops_searchphrase
    WHERE uses > 0 AND (folded %% %s OR pinyin %% %s) AND NOT EXISTS (SELECT FROM titles)
    ORDER BY greatest(similarity(folded, %s), similarity(pinyin, %s)) DESC, uses DESC, id LIMIT %s)
"""


def titles(query):
    """What the titles answer and whom the words name or resemble.

    ({product: rank}, {word: lexemes of the shops and categories that it names}, {word: [(phrase, its tsquery), …]}, the
    likeliest first). The second is empty if the titles fill the list, the last unless no title answers.
    """
    ranks, place = _tiers("title", query.titles())
    phrases, values = _phrases(query)
    found, names, alike = {}, {}, {}
    statement = FIRST.format(titles=ranks, phrases=phrases)
    for product, number, lexeme, phrase in _rows(statement, [*place, MOST, *values]):
        if product:
            found.setdefault(product, number)
        elif phrase is None:
            names.setdefault(query.units[number].text, []).append(lexeme)
        else:
            meant = literal(lexeme) if lexeme else said(phrase)
            alike.setdefault(query.units[number].text, []).append((phrase, meant))
    return found, names, alike


def anywhere(questions, first):
    """{product: rank} for tsqueries in order; a product's rank is the first that it answers, counted from `first`."""
    tiers, values = _tiers("terms", questions, first)
    found = {}
    for product, rank, *_rest in _rows(SECOND.format(tiers=tiers), [*values, MOST]):
        found.setdefault(product, rank)
    return found


def said(folded):
    """The tsquery of a phrase's words."""
    return every(unit.exact for unit in Query.read(folded).units)


def _tiers(column, questions, first=0):
    values = [value for rank, question in enumerate(questions, first) for value in (rank, question, MOST)]
    return " UNION ALL ".join([ONE.format(column)] * len(questions)), values


def _phrases(query):
    statements, values = [], []
    for place, unit in enumerate(query.units):
        statements.append(NAMES)
        values += [place, unit.guessed, MOST, NAMED] * 2
        if len(unit.text) >= SHORTEST:
            statements.append(ALIKES)
            values += [place, *[unit.text, unit.pinyin] * 2, ALIKE]
    return " UNION ALL ".join(statements), values


def _rows(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
