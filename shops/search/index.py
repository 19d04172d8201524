"""Writing the index. Triggers of the database mark what must be written. Saving a model writes it in the same
transaction, so does an import after each product; a sweep writes what went past Python.
"""

from django.db import connection, transaction
from django.utils.html import strip_tags

from shops.models.search import SearchPhrase, StaleEntry
from shops.search import lexemes, phrases, reading

BATCH = 500
PROSE = 600  # characters of a description that are read

READ = """
    SELECT product.id, product.title, product.description, product.shop_id, product.category_id,
        coalesce((SELECT array_agg(DISTINCT value) FROM shops_variant variant, unnest(variant.option_values) AS value
            WHERE variant.product_id = product.id), '{}')
    FROM shops_product product WHERE product.id = ANY(%s) ORDER BY product.id
"""

WRITE = """
    INSERT INTO shops_searchentry (product_id, title, terms) VALUES (%s, array_to_tsvector(%s), array_to_tsvector(%s))
    ON CONFLICT (product_id) DO UPDATE SET title = EXCLUDED.title, terms = EXCLUDED.terms
"""


def mend(products):
    """Write the entries of those of `products` (ids) that are marked, in the caller's transaction."""
    marked = StaleEntry.objects.filter(pk__in=products).order_by("pk").select_for_update(no_key=True)
    write(list(marked.values_list("pk", flat=True)))


def write(ids):
    """Write the entries of `ids`, which the caller has locked the marks of, and take the marks away."""
    if not ids:
        return
    words = set()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(READ, [ids])
        for product in cursor.fetchall():
            words |= _write(cursor, *product)
        phrases.keep(words)
        StaleEntry.objects.filter(pk__in=ids).delete()


def rename(**owner):
    """Read the name of a shop (`shop=`) or category (`category=`) anew if it changed, in the caller's transaction."""
    due = SearchPhrase.objects.due().filter(**owner).select_for_update(no_key=True)
    phrases.renew(list(due.values_list("pk", flat=True)))


def recount(shop):
    """What the shop's name finds has come into sight or gone, in the caller's transaction."""
    own = SearchPhrase.objects.filter(shop=shop).select_for_update(no_key=True)
    phrases.renew(list(own.values_list("pk", flat=True)))


def rebuild(told=lambda count: None):
    """Write everything anew, each batch in a transaction; searches go on meanwhile. The number of products."""
    SearchPhrase.objects.filter(kind=SearchPhrase.WORD).delete()
    done, last = 0, 0
    while ids := _mark_after(last):
        with transaction.atomic():
            mend(ids)
        done, last = done + len(ids), ids[-1]
        told(done)
    names = list(SearchPhrase.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(names), BATCH):
        phrases.renew(names[start : start + BATCH])
    return done


def _mark_after(pk):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO shops_staleentry (product_id)"
            " SELECT id FROM shops_product WHERE id > %s ORDER BY id LIMIT %s"
            " ON CONFLICT (product_id) DO UPDATE SET due_at = now() RETURNING product_id",
            [pk, BATCH],
        )
        return sorted(row[0] for row in cursor.fetchall())


def _write(cursor, pk, title, description, shop, category, options):
    owners = {lexemes.shop(shop), lexemes.category(category), lexemes.age(pk)}
    named = lexemes.of_name(title) | owners
    said = named.union(*map(lexemes.of_name, options), lexemes.of_prose(strip_tags(description)[:PROSE]))
    cursor.execute(WRITE, [pk, sorted(named), sorted(said)])
    runs = reading.runs(reading.fold(title))
    return {word for run in runs for word in (reading.words(run) if reading.is_chinese(run) else [run])}
