import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sharers", "0003_links_tell_their_shop")]

    operations = [
        migrations.RemoveField(
            model_name="attribution",
            name="sharer",
        ),
        migrations.AlterField(
            model_name="attribution",
            name="link",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="sharers.sharelink"
            ),
        ),
        migrations.AddConstraint(
            model_name="sharelink",
            constraint=models.UniqueConstraint(
                condition=models.Q(("showcase__isnull", True)),
                fields=("sharer", "promoter", "channel", "shop", "product"),
                name="share_link_once_per_target",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="sharelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("channel__isnull", True), ("promoter__isnull", True), ("sharer__isnull", False)
                    ),
                    models.Q(
                        ("channel__isnull", True), ("promoter__isnull", False), ("sharer__isnull", True)
                    ),
                    models.Q(
                        ("channel__isnull", False), ("promoter__isnull", True), ("sharer__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="share_link_has_one_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="sharelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("shop__isnull", False), ("showcase__isnull", True)),
                    models.Q(
                        ("product__isnull", True),
                        ("promoter__isnull", False),
                        ("shop__isnull", True),
                        ("showcase__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="share_link_has_one_target",
            ),
        ),
    ]
