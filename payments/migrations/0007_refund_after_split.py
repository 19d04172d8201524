from django.db import migrations, models

# What is refunded of money that the platform holds asks for its return in the same transaction.
FILL = """
    UPDATE payments_refund refund SET after_split = true
    WHERE merchant_fen > 0 OR EXISTS (
        SELECT FROM payments_split back
        WHERE back.subject = refund.subject AND back.of_id IS NOT NULL AND back.created_at = refund.created_at
    )
"""


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0006_journals_by_time"),
    ]

    operations = [
        migrations.AddField(
            model_name="refund",
            name="after_split",
            field=models.BooleanField(db_default=False, verbose_name="of money that is divided"),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
