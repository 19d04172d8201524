from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("shops", "0008_search_functions")]

    operations = [
        migrations.AddField(
            model_name="shop",
            name="aftersale_address",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Name, phone and address in one line. Without it nothing can be returned, only paid back.",
                max_length=200,
                verbose_name="where goods are sent back to",
            ),
        ),
    ]
