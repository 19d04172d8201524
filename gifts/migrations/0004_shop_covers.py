import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import giftshop.codes


class Migration(migrations.Migration):
    dependencies = [
        ("gifts", "0003_figures"),
        ("orders", "0007_notes_are_kept"),
        ("shops", "0013_shop_logo"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name="gift",
            name="cover",
            field=models.CharField(
                blank=True,
                choices=[
                    ("classic", "Classic red"),
                    ("birthday", "Birthday"),
                    ("thanks", "Thank you"),
                    ("spring", "Spring Festival"),
                    ("moon", "Mid-Autumn"),
                    ("qixi", "Qixi"),
                    ("teacher", "Teachers' Day"),
                    ("heart", "Just because"),
                    ("wedding", "Wedding"),
                    ("baby", "New baby"),
                    ("home", "New home"),
                    ("well", "Get well"),
                    ("graduation", "Graduation"),
                ],
                default="classic",
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="ShopCover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        default=giftshop.codes.new_code,
                        editable=False,
                        max_length=16,
                        unique=True,
                        verbose_name="code",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="What the giver reads under the picture.",
                        max_length=20,
                        verbose_name="name",
                    ),
                ),
                ("file", models.ImageField(max_length=60, upload_to="covers", verbose_name="picture")),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="position")),
                ("shown", models.BooleanField(default=True, verbose_name="shown")),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(),
                        editable=False,
                        verbose_name="created",
                    ),
                ),
                (
                    "shop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covers",
                        to="shops.shop",
                        verbose_name="shop",
                    ),
                ),
            ],
            options={
                "verbose_name": "own cover",
                "verbose_name_plural": "own covers",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddField(
            model_name="gift",
            name="own_cover",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="gifts.shopcover",
            ),
        ),
        migrations.AddConstraint(
            model_name="gift",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("own_cover__isnull", True), models.Q(("cover", ""), _negated=True)),
                    models.Q(("cover", ""), ("own_cover__isnull", False)),
                    _connector="OR",
                ),
                name="gift_one_cover",
            ),
        ),
        migrations.AddConstraint(
            model_name="shopcover",
            constraint=models.CheckConstraint(
                condition=models.Q(("file", ""), _negated=True), name="shop_cover_has_picture"
            ),
        ),
    ]
