import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import shops.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Category",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("path", models.CharField(max_length=255, unique=True)),
                ("depth", models.PositiveIntegerField()),
                ("numchild", models.PositiveIntegerField(default=0)),
                ("name", models.CharField(max_length=40, verbose_name="name")),
                ("name_en", models.CharField(max_length=60, verbose_name="English name")),
                ("slug", models.SlugField(max_length=60, unique=True, verbose_name="code")),
                (
                    "giftable",
                    models.BooleanField(
                        default=True,
                        help_text="Holds for everything below as well.",
                        verbose_name="may be sent as a gift",
                    ),
                ),
            ],
            options={
                "verbose_name": "category",
                "verbose_name_plural": "categories",
            },
        ),
        migrations.CreateModel(
            name="Product",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "handle",
                    models.SlugField(
                        allow_unicode=True, db_index=False, max_length=255, verbose_name="handle"
                    ),
                ),
                ("title", models.CharField(max_length=255, verbose_name="title")),
                ("description", shops.fields.SafeHTMLField(blank=True, verbose_name="description")),
                (
                    "option_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        size=3,
                        verbose_name="options",
                    ),
                ),
                ("on_shelf", models.BooleanField(default=True, verbose_name="on the shelf")),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(),
                        editable=False,
                        verbose_name="created",
                    ),
                ),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="updated")),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="products",
                        to="shops.category",
                        verbose_name="category",
                    ),
                ),
            ],
            options={
                "verbose_name": "product",
                "verbose_name_plural": "products",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="position")),
                ("source_url", models.CharField(blank=True, max_length=1000, verbose_name="fetched from")),
                (
                    "file",
                    models.ImageField(blank=True, max_length=120, upload_to="pictures", verbose_name="file"),
                ),
                (
                    "alt",
                    models.CharField(
                        blank=True, max_length=250, verbose_name="description for who cannot see it"
                    ),
                ),
                ("shown", models.BooleanField(default=True, verbose_name="shown")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "not fetched yet"),
                            ("fetched", "stored"),
                            ("missing", "cannot be fetched"),
                        ],
                        default="pending",
                        max_length=8,
                        verbose_name="state",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pictures",
                        to="shops.product",
                        verbose_name="product",
                    ),
                ),
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Shop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="code")),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                (
                    "state",
                    models.CharField(
                        choices=[("active", "active"), ("suspended", "suspended")],
                        default="active",
                        editable=False,
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("gifting", models.BooleanField(default=True, verbose_name="offers gifts")),
                (
                    "gift_freight_fen",
                    models.PositiveIntegerField(default=0, verbose_name="freight of a gift, in fen"),
                ),
                (
                    "freight_fen",
                    models.PositiveIntegerField(default=0, verbose_name="freight of an order, in fen"),
                ),
                (
                    "refuses_provinces",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="provinces not delivered to",
                    ),
                ),
                (
                    "default_commission_bps",
                    models.PositiveSmallIntegerField(
                        default=0,
                        validators=[django.core.validators.MaxValueValidator(2900)],
                        verbose_name="commission of sharers, in basis points",
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(),
                        editable=False,
                        verbose_name="created",
                    ),
                ),
            ],
            options={
                "verbose_name": "shop",
                "verbose_name_plural": "shops",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["active", "suspended"])), name="shop_state"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("default_commission_bps__range", (0, 2900))),
                        name="shop_commission",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="product",
            name="shop",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="products",
                to="shops.shop",
                verbose_name="shop",
            ),
        ),
        migrations.CreateModel(
            name="Staff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("owner", "owner"), ("clerk", "clerk")],
                        default="clerk",
                        max_length=8,
                        verbose_name="role",
                    ),
                ),
                (
                    "shop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="staff",
                        to="shops.shop",
                        verbose_name="shop",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="staff_of",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "member of staff",
                "verbose_name_plural": "staff",
            },
        ),
        migrations.CreateModel(
            name="Variant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(blank=True, max_length=320, verbose_name="name")),
                (
                    "option_values",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        blank=True,
                        default=list,
                        size=3,
                        verbose_name="option values",
                    ),
                ),
                ("sku", models.CharField(blank=True, max_length=100, verbose_name="SKU")),
                ("price_fen", models.PositiveBigIntegerField(verbose_name="price, in fen")),
                (
                    "compare_at_fen",
                    models.PositiveBigIntegerField(
                        blank=True, null=True, verbose_name="struck-through price, in fen"
                    ),
                ),
                ("stock", models.PositiveIntegerField(default=0, verbose_name="stock")),
                ("position", models.PositiveSmallIntegerField(default=1, verbose_name="position")),
                ("on_shelf", models.BooleanField(default=True, verbose_name="on the shelf")),
                (
                    "picture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="shops.picture",
                        verbose_name="picture",
                    ),
                ),
                (
                    "product",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="variants",
                        to="shops.product",
                        verbose_name="product",
                    ),
                ),
            ],
            options={
                "verbose_name": "variant",
                "verbose_name_plural": "variants",
                "ordering": ["position", "pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.UniqueConstraint(
                condition=models.Q(("source_url", ""), _negated=True),
                fields=("product", "source_url"),
                name="picture_source_once_per_product",
            ),
        ),
        migrations.AddConstraint(
            model_name="picture",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "fetched"), models.Q(("file", ""), _negated=True)),
                    models.Q(("file", ""), ("state__in", ["pending", "missing"])),
                    _connector="OR",
                ),
                name="picture_fetched_has_file",
            ),
        ),
        migrations.AddIndex(
            model_name="product",
            index=models.Index(
                condition=models.Q(("on_shelf", True)), fields=["shop", "-id"], name="product_shelf_of_shop"
            ),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.UniqueConstraint(
                fields=("shop", "handle"), name="product_handle_once_per_shop"
            ),
        ),
        migrations.AddConstraint(
            model_name="staff",
            constraint=models.UniqueConstraint(fields=("shop", "user"), name="staff_once_per_shop"),
        ),
        migrations.AddConstraint(
            model_name="staff",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["owner", "clerk"])), name="staff_role"
            ),
        ),
        migrations.AddConstraint(
            model_name="variant",
            constraint=models.UniqueConstraint(
                fields=("product", "option_values"), name="variant_options_once_per_product"
            ),
        ),
        migrations.AddConstraint(
            model_name="variant",
            constraint=models.CheckConstraint(
                condition=models.Q(("price_fen__gt", 0)), name="variant_price_above_zero"
            ),
        ),
        migrations.AddConstraint(
            model_name="variant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("compare_at_fen__isnull", True), ("compare_at_fen__gt", 0), _connector="OR"
                ),
                name="variant_compare_at_above_zero",
            ),
        ),
        migrations.AddConstraint(
            model_name="variant",
            constraint=models.CheckConstraint(
                condition=models.Q(("stock__gte", 0)), name="variant_stock_not_below_zero"
            ),
        ),
    ]
