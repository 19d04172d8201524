import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_picture"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mail",
            fields=[
                (
                    "notice",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="accounts.notification",
                        verbose_name="notice",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("due", "to be sent"),
                            ("sent", "handed to the mail server"),
                            ("dropped", "not wanted any more"),
                            ("failed", "given up"),
                        ],
                        default="due",
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                ("next_try_at", models.DateTimeField(verbose_name="next try")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="failed tries")),
                ("last_error", models.CharField(blank=True, max_length=60, verbose_name="last error")),
                ("done_at", models.DateTimeField(null=True, verbose_name="done")),
            ],
            options={
                "verbose_name": "e-mail",
                "verbose_name_plural": "e-mails",
            },
        ),
        migrations.AddField(
            model_name="user",
            name="mail_off",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[("gifts", "Gifts"), ("orders", "Orders"), ("money", "Money")], max_length=10
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
                condition=models.Q(("mail_off__contained_by", ["gifts", "orders", "money"])),
                name="user_mail_topics_known",
            ),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(condition=models.Q(("state", "due")), fields=["next_try_at"], name="mail_due"),
        ),
        migrations.AddConstraint(
            model_name="mail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", True), ("state", "due")),
                    models.Q(("done_at__isnull", False), ("state__in", ["sent", "dropped", "failed"])),
                    _connector="OR",
                ),
                name="mail_state",
            ),
        ),
    ]
