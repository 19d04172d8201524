"""`unique=True` gives a text column a second index, for LIKE, which nothing reads and every payment writes."""

from django.db import migrations, models

import giftshop.codes


class Migration(migrations.Migration):
    dependencies = [("payments", "0002_ledger_triggers")]

    operations = [
        migrations.AlterField("attempt", "number", models.CharField(max_length=32, verbose_name="number")),
        migrations.AlterField(
            "payment",
            "number",
            models.CharField(
                default=giftshop.codes.new_code, editable=False, max_length=16, verbose_name="number"
            ),
        ),
        migrations.AddConstraint(
            "attempt", models.UniqueConstraint(fields=("number",), name="attempt_number_once")
        ),
        migrations.AddConstraint(
            "payment", models.UniqueConstraint(fields=("number",), name="payment_number_once")
        ),
    ]
