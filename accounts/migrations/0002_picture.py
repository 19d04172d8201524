from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="avatar",
            field=models.ImageField(
                blank=True, editable=False, max_length=60, upload_to="avatars", verbose_name="picture"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("erased_at__isnull", True), ("avatar", ""), _connector="OR"),
                name="user_erased_has_no_picture",
            ),
        ),
    ]
