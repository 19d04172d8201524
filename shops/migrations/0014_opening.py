from django.db import migrations, models

import accounts.lines


class Migration(migrations.Migration):
    dependencies = [
        ("shops", "0013_shop_logo"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="shop",
            name="shop_state",
        ),
        migrations.AddField(
            model_name="shop",
            name="closed_words",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Such as: closed for the Spring Festival, back on the 8th.",
                max_length=60,
                validators=[accounts.lines.validate_line],
                verbose_name="words to shoppers while it is closed",
            ),
        ),
        migrations.AddField(
            model_name="shop",
            name="open",
            field=models.BooleanField(
                db_default=True,
                default=True,
                help_text="Closed for a while, the shop and its goods stay visible and nothing new can be bought. What is paid or waits for its payment goes on.",
                verbose_name="open for orders",
            ),
        ),
        migrations.AddField(
            model_name="shop",
            name="sent_back_because",
            field=models.CharField(
                blank=True, db_default="", editable=False, max_length=200, verbose_name="why it was sent back"
            ),
        ),
        migrations.AlterField(
            model_name="shop",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "being set up"),
                    ("in_review", "waiting for approval"),
                    ("active", "active"),
                    ("suspended", "suspended"),
                ],
                default="active",
                editable=False,
                max_length=12,
                verbose_name="state",
            ),
        ),
        migrations.AddConstraint(
            model_name="shop",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "in_review", "active", "suspended"])),
                name="shop_state",
            ),
        ),
    ]
