"""The two questions that a search puts to the database; each answers a bounded number of rows."""

from django.db import connection

from shops.search.asking import Query, every, literal

MOST = 300  # products that one search finds: fifteen pages
NAMED = 20  # shops, or categories, that one word may name
ALIKE = 3  # phrases that one word may have been meant as
SHORTEST = 2  # characters of a word that may have been meant otherwise

FIRST = """
    WITH titles AS MATERIALIZED (
        SELECT product, place, NULL::text AS lexeme, NULL::text AS phrase FROM shops_search('title', %s, %s)
    )
    SELECT * FROM titles UNION ALL {phrases}
"""

SECOND = "SELECT product, place FROM shops_search('terms', %s, %s)"

# What a category's name says holds for everything below it. OFFSET 0: the index is asked first.
NAMES = """
    (SELECT NULL, %s, '#s' || shop_id, NULL FROM shops_searchphrase
    WHERE kind = 'shop' AND terms @@ %s::tsquery AND (SELECT count(*) FROM titles) < %s
    ORDER BY uses DESC LIMIT %s)
    UNION ALL
    (SELECT NULL, %s, '#c' || below.id, NULL
    FROM (
        SELECT category_id FROM shops_searchphrase
        WHERE kind = 'category' AND terms @@ %s::tsquery AND (SELECT count(*) FROM titles) < %s OFFSET 0
    ) named
    JOIN shops_category category ON category.id = named.category_id
    JOIN shops_category below ON starts_with(below.path, category.path) LIMIT %s)
"""

ALIKES = """
    (SELECT NULL, %s, lexeme, phrase FROM shops_liken(%s, %s, %s) WHERE NOT EXISTS (SELECT FROM titles))
"""


def titles(query):
    """What the titles answer and whom the words name or resemble.

    ({product: rank}, {word: lexemes of the shops and categories that it names}, {word: [(phrase, its tsquery), …]}, the
    likeliest first). The second is empty if the titles fill the list, the last unless no title answers.
    """
    phrases, values = _phrases(query)
    found, names, alike = {}, {}, {}
    rows = _rows(FIRST.format(phrases=phrases), [query.titles(), MOST, *values])
    for product, number, lexeme, phrase in rows:
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
    found = {}
    for product, place in _rows(SECOND, [questions, MOST]):
        found.setdefault(product, first + place)
    return found


def said(folded):
    """The tsquery of a phrase's words."""
    return every(unit.exact for unit in Query.read(folded).units)


def _phrases(query):
    statements, values = [], []
    for place, unit in enumerate(query.units):
        statements.append(NAMES)
        values += [place, unit.guessed, MOST, NAMED] * 2
        if len(unit.text) >= SHORTEST:
            statements.append(ALIKES)
            values += [place, unit.text, unit.pinyin, ALIKE]
    return " UNION ALL ".join(statements), values


def _rows(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
