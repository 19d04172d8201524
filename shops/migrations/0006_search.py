import django.contrib.postgres.functions
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("shops", "0005_revisions"),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "product",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="shops.product",
                    ),
                ),
                ("title", django.contrib.postgres.search.SearchVectorField()),
                ("terms", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["title"], name="search_entry_title"
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["terms"], name="search_entry_terms"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StaleEntry",
            fields=[
                (
                    "product",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="shops.product",
                    ),
                ),
                (
                    "due_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow()),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["due_at"], name="stale_entry_due")],
            },
        ),
        migrations.CreateModel(
            name="SearchPhrase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("word", "word"), ("shop", "shop"), ("category", "category")], max_length=8
                    ),
                ),
                ("phrase", models.CharField(max_length=60)),
                ("folded", models.CharField(max_length=120)),
                ("english", models.CharField(max_length=120)),
                ("pinyin", models.CharField(max_length=400)),
                ("initials", models.CharField(max_length=120)),
                ("terms", django.contrib.postgres.search.SearchVectorField()),
                ("uses", models.PositiveIntegerField(default=1)),
                (
                    "due_at",
                    models.DateTimeField(db_default=django.contrib.postgres.functions.TransactionNow()),
                ),
                (
                    "category",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="shops.category",
                    ),
                ),
                (
                    "shop",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="shops.shop",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["due_at"], name="search_phrase_due"),
                    django.contrib.postgres.indexes.GinIndex(
                        condition=models.Q(("kind", "word"), _negated=True),
                        fields=["terms"],
                        name="search_phrase_names",
                    ),
                    models.Index(
                        django.contrib.postgres.indexes.OpClass("folded", name="varchar_pattern_ops"),
                        name="search_phrase_folded",
                    ),
                    models.Index(
                        django.contrib.postgres.indexes.OpClass("english", name="varchar_pattern_ops"),
                        name="search_phrase_english",
                    ),
                    models.Index(
                        django.contrib.postgres.indexes.OpClass("pinyin", name="varchar_pattern_ops"),
                        name="search_phrase_pinyin",
                    ),
                    models.Index(
                        django.contrib.postgres.indexes.OpClass("initials", name="varchar_pattern_ops"),
                        name="search_phrase_initials",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass("folded", name="gin_trgm_ops"),
                        django.contrib.postgres.indexes.OpClass("pinyin", name="gin_trgm_ops"),
                        name="search_phrase_looks",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "word")),
                        fields=("phrase",),
                        name="search_phrase_word_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("category", None), ("kind", "word"), ("shop", None)),
                            models.Q(("category", None), ("kind", "shop"), ("shop__isnull", False)),
                            models.Q(("category__isnull", False), ("kind", "category"), ("shop", None)),
                            _connector="OR",
                        ),
                        name="search_phrase_kind",
                    ),
                ],
            },
        ),
    ]
