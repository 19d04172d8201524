from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("payments", "0003_one_index_for_a_number")]

    operations = [
        migrations.AddField(
            model_name="refund",
            name="merchant_fen",
            field=models.BigIntegerField(db_default=0, verbose_name="out of the shop's own account, in fen"),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.CheckConstraint(
                condition=models.Q(("merchant_fen__gte", 0), ("merchant_fen__lte", models.F("amount_fen"))),
                name="refund_merchant_part",
            ),
        ),
    ]
