import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

# As in 0007, and the program that wrote a note is kept as well.
KEEP = """
DROP TRIGGER note_not_rewritten ON orders_ordernote;
CREATE TRIGGER note_not_rewritten BEFORE UPDATE ON orders_ordernote FOR EACH ROW
    WHEN (NEW.words <> '' OR (NEW.id, NEW.order_id, NEW.author_id, NEW.program, NEW.at)
        IS DISTINCT FROM (OLD.id, OLD.order_id, OLD.author_id, OLD.program, OLD.at))
    EXECUTE FUNCTION orders_note_refuses();
"""
KEPT = """
DROP TRIGGER note_not_rewritten ON orders_ordernote;
CREATE TRIGGER note_not_rewritten BEFORE UPDATE ON orders_ordernote FOR EACH ROW
    WHEN (NEW.words <> '' OR (NEW.id, NEW.order_id, NEW.author_id, NEW.at)
        IS DISTINCT FROM (OLD.id, OLD.order_id, OLD.author_id, OLD.at))
    EXECUTE FUNCTION orders_note_refuses();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0009_orders_by_division"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="order",
            name="program",
            field=models.CharField(
                blank=True, db_default="", max_length=255, verbose_name="shipped or withdrawn by"
            ),
        ),
        migrations.AddField(
            model_name="aftersale",
            name="program",
            field=models.CharField(
                blank=True, db_default="", max_length=255, verbose_name="decided by the program"
            ),
        ),
        migrations.AddField(
            model_name="ordernote",
            name="program",
            field=models.CharField(blank=True, db_default="", max_length=255),
        ),
        migrations.AlterField(
            model_name="ordernote",
            name="author",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(KEEP, KEPT),
        migrations.AddConstraint(
            model_name="ordernote",
            constraint=models.CheckConstraint(
                condition=Q(("author__isnull", False), ("program", ""))
                | (Q(("author__isnull", True)) & ~Q(("program", ""))),
                name="note_has_one_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="aftersale",
            constraint=models.CheckConstraint(
                condition=Q(("decided_by__isnull", True), ("program", ""), _connector="OR"),
                name="aftersale_decided_by_one",
            ),
        ),
        migrations.AddIndex(
            model_name="order",
            index=models.Index(fields=["shop", "-id", "placed_at"], name="order_of_shop_placed"),
        ),
    ]
