from django.db import migrations

# Rewriting is refused; forgetting the words with the address is not.
KEEP = """
CREATE FUNCTION orders_note_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: a note can only be forgotten', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', CONSTRAINT = TG_NAME;
END $$;

CREATE TRIGGER note_not_rewritten BEFORE UPDATE ON orders_ordernote FOR EACH ROW
    WHEN (NEW.words <> '' OR (NEW.id, NEW.order_id, NEW.author_id, NEW.at)
        IS DISTINCT FROM (OLD.id, OLD.order_id, OLD.author_id, OLD.at))
    EXECUTE FUNCTION orders_note_refuses();
CREATE TRIGGER note_stays BEFORE DELETE OR TRUNCATE ON orders_ordernote
    FOR EACH STATEMENT EXECUTE FUNCTION orders_note_refuses();
"""


class Migration(migrations.Migration):
    dependencies = [("orders", "0006_notes_and_the_shops_queue")]

    operations = [migrations.RunSQL(KEEP, "DROP FUNCTION orders_note_refuses() CASCADE")]
