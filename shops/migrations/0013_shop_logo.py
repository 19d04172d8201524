from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("shops", "0012_staff_invitations"),
    ]

    operations = [
        migrations.AddField(
            model_name="shop",
            name="logo",
            field=models.ImageField(
                blank=True, db_default="", max_length=60, upload_to="logos", verbose_name="logo"
            ),
        ),
    ]
