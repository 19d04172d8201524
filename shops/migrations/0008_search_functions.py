"""How the index is read: in functions, because only they can tell the planner, for one statement, what it misjudges.

It takes the test of a tsvector, and of a likeness, for as cheap as that of a number, and would read whole tables.
"""

from django.db import migrations

# One question after the other, until `most` are found. Each is put to the newest products first, by their `@` lexemes:
# if they answer often enough, so does a large part of all products, and nobody needs to look at the rest of them.
# `+ 0`: it shall not walk through the products from the newest on, and test each.
FIND = """
CREATE FUNCTION shops_search(field text, questions text[], most int)
RETURNS TABLE (product bigint, place int) LANGUAGE plpgsql STABLE
SET enable_seqscan = off AS $$
DECLARE
    newest tsquery;
    wanted tsquery;
    found bigint[];
    total int := 0;
BEGIN
    SELECT format('''@%s'' | ''@%s''', last >> 12, (last >> 12) - 1)::tsquery INTO newest
    FROM (SELECT coalesce(max(product_id), 0) AS last FROM shops_searchentry) ids;
    FOR n IN 1 .. cardinality(questions) LOOP
        FOREACH wanted IN ARRAY ARRAY[newest && questions[n]::tsquery, questions[n]::tsquery] LOOP
            EXECUTE format(
                'SELECT array_agg(product_id) FROM (
                    SELECT product_id FROM shops_searchentry WHERE %I @@ $1 ORDER BY product_id + 0 DESC LIMIT $2
                ) newest', field
            ) INTO found USING wanted, most;
            EXIT WHEN cardinality(found) >= most;
        END LOOP;
        RETURN QUERY SELECT unnest(found[:most - total]), n - 1;
        total := total + coalesce(cardinality(found), 0);
        EXIT WHEN total >= most;
    END LOOP;
END $$;
"""

# What looks or sounds like a word, the likeliest first.
LIKEN = """
CREATE FUNCTION shops_liken(word text, sound text, most int)
RETURNS TABLE (lexeme text, phrase text) LANGUAGE plpgsql STABLE
SET enable_seqscan = off AS $$
BEGIN
    RETURN QUERY
    SELECT coalesce('#s' || shop_id, '#c' || category_id, ''), folded::text
    FROM shops_searchphrase
    WHERE uses > 0 AND (folded % word OR pinyin % sound)
    ORDER BY greatest(similarity(folded, word), similarity(pinyin, sound)) DESC, uses DESC, id
    LIMIT most;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("shops", "0007_search_marks")]

    operations = [
        migrations.RunSQL(FIND, "DROP FUNCTION shops_search(text, text[], int)"),
        migrations.RunSQL(LIKEN, "DROP FUNCTION shops_liken(text, text, int)"),
    ]
