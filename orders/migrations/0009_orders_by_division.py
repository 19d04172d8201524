from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Orders go on being placed while the index is built."""

    atomic = False

    dependencies = [
        ("orders", "0008_special_price"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="order",
            index=models.Index(
                fields=["released_at"],
                name="order_by_division",
                condition=models.Q(released_at__isnull=False),
            ),
        ),
    ]
