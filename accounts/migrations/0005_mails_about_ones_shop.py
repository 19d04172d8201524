import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_undelivered_events"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="user",
            name="user_mail_topics_known",
        ),
        migrations.AlterField(
            model_name="user",
            name="mail_off",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("gifts", "Gifts"),
                        ("orders", "Orders"),
                        ("money", "Money"),
                        ("shop", "My shop"),
                    ],
                    max_length=10,
                ),
                blank=True,
                default=list,
                size=None,
                verbose_name="no e-mails about",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("mail_off__contained_by", ["gifts", "orders", "money", "shop"])),
                name="user_mail_topics_known",
            ),
        ),
    ]
