"""A page that is cached whole is found by the number of its revision.

The number rises in the transaction that changes what the page shows, whoever writes it: a page, the admin, an
import, or a hand at the console.
"""

from django.db import migrations

TRIGGERS = """
CREATE FUNCTION shops_bump(subjects text[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO shops_revision (subject, xid, at, bumps)
    SELECT subject, pg_current_xact_id()::text::bigint, statement_timestamp(), 1 FROM unnest(subjects) AS subject
    ON CONFLICT (subject, xid, at) DO NOTHING
$$;

CREATE FUNCTION shops_bump_shop(shop bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF shop IS NOT NULL THEN
        PERFORM shops_bump(ARRAY['catalogue', 'shop:' || shop]);
    END IF;
END $$;

CREATE FUNCTION shops_shop_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM shops_bump_shop(NEW.id);
    RETURN NULL;
END $$;

CREATE TRIGGER shop_changed AFTER INSERT ON shops_shop
    FOR EACH ROW EXECUTE FUNCTION shops_shop_changed();
CREATE TRIGGER shop_updated AFTER UPDATE ON shops_shop
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION shops_shop_changed();

CREATE FUNCTION shops_category_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM shops_bump(ARRAY['catalogue', 'categories']);
    RETURN NULL;
END $$;

CREATE TRIGGER category_changed AFTER INSERT OR UPDATE OR DELETE ON shops_category
    FOR EACH STATEMENT EXECUTE FUNCTION shops_category_changed();

CREATE FUNCTION shops_product_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM shops_bump_shop(OLD.shop_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM shops_bump_shop(NEW.shop_id);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER product_changed AFTER INSERT OR DELETE ON shops_product
    FOR EACH ROW EXECUTE FUNCTION shops_product_changed();
-- Popularity only sorts, and changes for many at once: it is left out.
CREATE TRIGGER product_updated AFTER UPDATE ON shops_product
    FOR EACH ROW WHEN (
        (OLD.shop_id, OLD.category_id, OLD.handle, OLD.title, OLD.description, OLD.option_names, OLD.occasions,
         OLD.on_shelf, OLD.price_from_fen)
        IS DISTINCT FROM
        (NEW.shop_id, NEW.category_id, NEW.handle, NEW.title, NEW.description, NEW.option_names, NEW.occasions,
         NEW.on_shelf, NEW.price_from_fen)
    ) EXECUTE FUNCTION shops_product_changed();

-- The lowest price on the shelf. The lock comes first and the price is read by the statement after it, which sees what
-- the transaction that held the lock has committed.
CREATE FUNCTION shops_reprice(product bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM shops_product WHERE id = product FOR NO KEY UPDATE;
    UPDATE shops_product SET price_from_fen = priced.price_from_fen
    FROM (SELECT min(price_fen) AS price_from_fen FROM shops_variant WHERE product_id = product AND on_shelf) AS priced
    WHERE id = product AND shops_product.price_from_fen IS DISTINCT FROM priced.price_from_fen;
END $$;

-- Nobody else writes it: a product that was read before and is saved whole brings an old price along.
CREATE FUNCTION shops_keep_price() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF pg_trigger_depth() = 1 THEN
        NEW.price_from_fen = OLD.price_from_fen;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER product_keeps_price BEFORE UPDATE OF price_from_fen ON shops_product
    FOR EACH ROW EXECUTE FUNCTION shops_keep_price();

CREATE FUNCTION shops_bump_product(product bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM shops_bump_shop((SELECT shop_id FROM shops_product WHERE id = product));
END $$;

CREATE FUNCTION shops_variant_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM shops_reprice(OLD.product_id), shops_bump_product(OLD.product_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM shops_reprice(NEW.product_id), shops_bump_product(NEW.product_id);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER variant_changed AFTER INSERT OR DELETE ON shops_variant
    FOR EACH ROW EXECUTE FUNCTION shops_variant_changed();
CREATE TRIGGER variant_updated AFTER UPDATE ON shops_variant
    FOR EACH ROW WHEN (
        (OLD.product_id, OLD.price_fen, OLD.on_shelf) IS DISTINCT FROM (NEW.product_id, NEW.price_fen, NEW.on_shelf)
    ) EXECUTE FUNCTION shops_variant_changed();

CREATE FUNCTION shops_part_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM shops_bump_product(OLD.product_id);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        PERFORM shops_bump_product(NEW.product_id);
    END IF;
    RETURN NULL;
END $$;

-- Pages count stock only when it is low (stock.LOW), so that most sales change no page.
CREATE TRIGGER variant_shown AFTER UPDATE ON shops_variant
    FOR EACH ROW WHEN (
        (OLD.name, OLD.option_values, OLD.compare_at_fen, OLD.position, OLD.picture_id, LEAST(OLD.stock, 11))
        IS DISTINCT FROM
        (NEW.name, NEW.option_values, NEW.compare_at_fen, NEW.position, NEW.picture_id, LEAST(NEW.stock, 11))
    ) EXECUTE FUNCTION shops_part_changed();

CREATE TRIGGER picture_changed AFTER INSERT OR DELETE ON shops_picture
    FOR EACH ROW EXECUTE FUNCTION shops_part_changed();
CREATE TRIGGER picture_updated AFTER UPDATE ON shops_picture
    FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION shops_part_changed();
"""

# Products that are there already have a price; from here on the triggers keep it.
FILL = """
UPDATE shops_product SET price_from_fen = priced.price_from_fen
FROM (SELECT product_id, min(price_fen) AS price_from_fen FROM shops_variant WHERE on_shelf GROUP BY product_id) AS priced
WHERE shops_product.id = priced.product_id
"""

UNDO = """
DROP TRIGGER shop_changed ON shops_shop;
DROP TRIGGER shop_updated ON shops_shop;
DROP TRIGGER category_changed ON shops_category;
DROP TRIGGER product_changed ON shops_product;
DROP TRIGGER product_updated ON shops_product;
DROP TRIGGER product_keeps_price ON shops_product;
DROP TRIGGER variant_changed ON shops_variant;
DROP TRIGGER variant_updated ON shops_variant;
DROP TRIGGER variant_shown ON shops_variant;
DROP TRIGGER picture_changed ON shops_picture;
DROP TRIGGER picture_updated ON shops_picture;
DROP FUNCTION shops_part_changed();
DROP FUNCTION shops_variant_changed();
DROP FUNCTION shops_bump_product(bigint);
DROP FUNCTION shops_keep_price();
DROP FUNCTION shops_reprice(bigint);
DROP FUNCTION shops_product_changed();
DROP FUNCTION shops_category_changed();
DROP FUNCTION shops_shop_changed();
DROP FUNCTION shops_bump_shop(bigint);
DROP FUNCTION shops_bump(text[]);
"""


class Migration(migrations.Migration):
    dependencies = [("shops", "0004_lists_and_revisions")]

    operations = [
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, UNDO),
    ]
