"""Whatever is written, by whomever: the database itself marks what search must read anew."""

from django.db import migrations

PRODUCTS = """
CREATE FUNCTION shops_mark_product() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- DO UPDATE, not DO NOTHING: it waits for a sweep that has read the product as it was, and marks it again.
    INSERT INTO shops_staleentry (product_id) VALUES (NEW.id)
    ON CONFLICT (product_id) DO UPDATE SET due_at = now();
    RETURN NULL;
END $$;

CREATE TRIGGER product_is_new_to_search AFTER INSERT ON shops_product
    FOR EACH ROW EXECUTE FUNCTION shops_mark_product();
CREATE TRIGGER product_reads_differently AFTER UPDATE ON shops_product
    FOR EACH ROW WHEN (
        (OLD.title, OLD.description, OLD.shop_id, OLD.category_id)
        IS DISTINCT FROM (NEW.title, NEW.description, NEW.shop_id, NEW.category_id)
    ) EXECUTE FUNCTION shops_mark_product();
"""

# A sale writes nothing but stock, and a trigger on other columns costs it nothing.
VARIANTS = """
CREATE FUNCTION shops_mark_product_of_variant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO shops_staleentry (product_id) VALUES (coalesce(NEW.product_id, OLD.product_id))
    ON CONFLICT (product_id) DO UPDATE SET due_at = now();
    RETURN NULL;
END $$;

CREATE TRIGGER variant_is_new_to_search AFTER INSERT OR DELETE ON shops_variant
    FOR EACH ROW EXECUTE FUNCTION shops_mark_product_of_variant();
CREATE TRIGGER variant_reads_differently AFTER UPDATE OF option_values ON shops_variant
    FOR EACH ROW WHEN (OLD.option_values IS DISTINCT FROM NEW.option_values)
    EXECUTE FUNCTION shops_mark_product_of_variant();
"""

NAMES = """
CREATE FUNCTION shops_mark_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO shops_searchphrase (kind, %1$I, phrase, folded, english, pinyin, initials, terms, uses)
        VALUES (%2$L, $1, '''', '''', '''', '''', '''', '''', 0) ON CONFLICT (%1$I) DO UPDATE SET due_at = now()',
        TG_ARGV[0] || '_id', TG_ARGV[0]) USING NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER shop_is_new_to_search AFTER INSERT ON shops_shop
    FOR EACH ROW EXECUTE FUNCTION shops_mark_name('shop');
CREATE TRIGGER shop_reads_differently AFTER UPDATE OF name ON shops_shop
    FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION shops_mark_name('shop');
CREATE TRIGGER category_is_new_to_search AFTER INSERT ON shops_category
    FOR EACH ROW EXECUTE FUNCTION shops_mark_name('category');
CREATE TRIGGER category_reads_differently AFTER UPDATE OF name, name_en ON shops_category
    FOR EACH ROW WHEN ((OLD.name, OLD.name_en) IS DISTINCT FROM (NEW.name, NEW.name_en))
    EXECUTE FUNCTION shops_mark_name('category');
"""

# What was there before is marked like anything new; the sweep reads it.
BEFORE = """
INSERT INTO shops_staleentry (product_id) SELECT id FROM shops_product ORDER BY id;
INSERT INTO shops_searchphrase (kind, shop_id, phrase, folded, english, pinyin, initials, terms, uses)
    SELECT 'shop', id, '', '', '', '', '', '', 0 FROM shops_shop ORDER BY id;
INSERT INTO shops_searchphrase (kind, category_id, phrase, folded, english, pinyin, initials, terms, uses)
    SELECT 'category', id, '', '', '', '', '', '', 0 FROM shops_category ORDER BY id;
"""


class Migration(migrations.Migration):
    dependencies = [("shops", "0006_search")]

    operations = [
        migrations.RunSQL(PRODUCTS, "DROP FUNCTION shops_mark_product() CASCADE"),
        migrations.RunSQL(VARIANTS, "DROP FUNCTION shops_mark_product_of_variant() CASCADE"),
        migrations.RunSQL(NAMES, "DROP FUNCTION shops_mark_name() CASCADE"),
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
    ]
