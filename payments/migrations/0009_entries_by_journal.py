from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Every payment writes here, so nobody is kept waiting while the index is built."""

    atomic = False

    dependencies = [
        ("payments", "0008_sandbox_transfers"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="entry",
            index=models.Index(
                fields=["account", "journal"], include=("side", "amount"), name="entry_of_account"
            ),
        ),
        RemoveIndexConcurrently(
            model_name="entry",
            name="entry_sums_of_account",
        ),
    ]
