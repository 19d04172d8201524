"""What a check cannot hold: a gift's own cover is of its order's shop, and the picture that was sent stays.

A foreign key over (cover, shop) would need the shop on every gift once more; the trigger costs only gifts that have
such a cover.
"""

from django.db import migrations

STAY = """
CREATE FUNCTION gifts_cover_is_of_the_shop() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM orders_order JOIN gifts_shopcover USING (shop_id)
        WHERE orders_order.id = NEW.order_id AND gifts_shopcover.id = NEW.own_cover_id
    ) THEN
        RAISE EXCEPTION 'the cover % is not of the shop of order %', NEW.own_cover_id, NEW.order_id
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER gift_cover_of_its_shop BEFORE INSERT OR UPDATE OF own_cover_id, order_id ON gifts_gift FOR EACH ROW
    WHEN (NEW.own_cover_id IS NOT NULL) EXECUTE FUNCTION gifts_cover_is_of_the_shop();

CREATE FUNCTION gifts_shop_cover_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: a new picture is a new cover', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;

CREATE TRIGGER shop_cover_keeps_picture BEFORE UPDATE ON gifts_shopcover FOR EACH ROW
    WHEN ((NEW.id, NEW.code, NEW.shop_id, NEW.file) IS DISTINCT FROM (OLD.id, OLD.code, OLD.shop_id, OLD.file))
    EXECUTE FUNCTION gifts_shop_cover_refuses();
CREATE TRIGGER shop_cover_stays BEFORE DELETE OR TRUNCATE ON gifts_shopcover
    FOR EACH STATEMENT EXECUTE FUNCTION gifts_shop_cover_refuses();
"""
UNDO = "DROP FUNCTION gifts_cover_is_of_the_shop() CASCADE; DROP FUNCTION gifts_shop_cover_refuses() CASCADE"


class Migration(migrations.Migration):
    dependencies = [("gifts", "0004_shop_covers")]

    operations = [migrations.RunSQL(STAY, UNDO)]
