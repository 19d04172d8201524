import django.contrib.postgres.functions
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="EventCursor",
            fields=[
                ("name", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("xid", models.BigIntegerField(default=0)),
                ("event_id", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=40)),
                ("shop_id", models.BigIntegerField(null=True)),
                ("kind", models.CharField(max_length=60)),
                ("data", models.JSONField(default=dict)),
                (
                    "xid",
                    models.BigIntegerField(
                        db_default=django.db.models.expressions.RawSQL(
                            "(pg_current_xact_id()::text::bigint)", ()
                        ),
                        editable=False,
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(), editable=False
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["xid", "id"], name="event_reading_order"),
                    models.Index(fields=["subject", "id"], name="event_of_subject"),
                ],
            },
        ),
    ]
