import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import giftshop.codes


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("shops", "0002_shipped_categories"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Attempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=32, unique=True, verbose_name="number")),
                ("provider", models.CharField(max_length=20, verbose_name="provider")),
                ("method", models.CharField(max_length=20, verbose_name="way of paying")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("created", "created"),
                            ("open", "open"),
                            ("succeeded", "succeeded"),
                            ("closed", "closed"),
                            ("failed", "failed"),
                        ],
                        default="created",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("amount_fen", models.BigIntegerField(verbose_name="asked for, in fen")),
                ("received_fen", models.BigIntegerField(null=True, verbose_name="received, in fen")),
                (
                    "transaction_id",
                    models.CharField(blank=True, max_length=64, verbose_name="provider's number"),
                ),
                ("provider_paid_at", models.DateTimeField(null=True, verbose_name="paid, says the provider")),
                ("poll_after", models.DateTimeField(verbose_name="next look")),
                ("polls", models.PositiveSmallIntegerField(default=0, verbose_name="looks")),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(), verbose_name="created"
                    ),
                ),
            ],
            options={
                "verbose_name": "attempt",
                "verbose_name_plural": "attempts",
            },
        ),
        migrations.CreateModel(
            name="Account",
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
                        choices=[
                            ("provider_clearing", "money at the provider"),
                            ("escrow", "held for an order"),
                            ("merchant_payable", "owed to a shop"),
                            ("merchant_receivable", "owed by a shop"),
                            ("platform_fee", "platform fee"),
                            ("platform_held", "held by the platform"),
                            ("sharer_payable", "owed to a sharer"),
                            ("sharer_withdrawal", "on its way to a sharer"),
                            ("refund_payable", "on its way back to payers"),
                            ("suspense", "late money"),
                            ("provider_fee", "provider's fee"),
                        ],
                        max_length=24,
                        verbose_name="kind",
                    ),
                ),
                ("owner_key", models.CharField(blank=True, max_length=40, verbose_name="owner")),
                (
                    "normal_side",
                    models.CharField(
                        choices=[("D", "debit"), ("C", "credit")], max_length=1, verbose_name="normal side"
                    ),
                ),
                ("balance", models.BigIntegerField(null=True, verbose_name="balance, in fen")),
            ],
            options={
                "verbose_name": "account",
                "verbose_name_plural": "accounts",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "owner_key"), name="account_once_per_owner"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "provider_clearing",
                                    "escrow",
                                    "merchant_payable",
                                    "merchant_receivable",
                                    "platform_fee",
                                    "platform_held",
                                    "sharer_payable",
                                    "sharer_withdrawal",
                                    "refund_payable",
                                    "suspense",
                                    "provider_fee",
                                ],
                            )
                        ),
                        name="account_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["provider_clearing", "merchant_receivable", "provider_fee"]),
                                ("normal_side", "D"),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "kind__in",
                                        ["provider_clearing", "merchant_receivable", "provider_fee"],
                                    ),
                                    _negated=True,
                                ),
                                ("normal_side", "C"),
                            ),
                            _connector="OR",
                        ),
                        name="account_normal_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("balance__isnull", True),
                                (
                                    "kind__in",
                                    ["provider_clearing", "platform_fee", "refund_payable", "provider_fee"],
                                ),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "kind__in",
                                        [
                                            "provider_clearing",
                                            "platform_fee",
                                            "refund_payable",
                                            "provider_fee",
                                        ],
                                    ),
                                    _negated=True,
                                ),
                                ("balance__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="account_hot_has_no_balance",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("balance__gte", 0)), name="account_not_overdrawn"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Journal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80, verbose_name="key")),
                ("kind", models.CharField(max_length=24, verbose_name="kind")),
                ("entry_count", models.PositiveSmallIntegerField(verbose_name="entries")),
                ("total", models.BigIntegerField(verbose_name="total, in fen")),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(), verbose_name="time"
                    ),
                ),
                (
                    "reverses",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reversed_by",
                        to="payments.journal",
                        verbose_name="reverses",
                    ),
                ),
            ],
            options={
                "verbose_name": "journal",
                "verbose_name_plural": "journals",
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("D", "debit"), ("C", "credit")], max_length=1, verbose_name="side"
                    ),
                ),
                ("amount", models.BigIntegerField(verbose_name="amount, in fen")),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="payments.account",
                        verbose_name="account",
                    ),
                ),
                (
                    "journal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="payments.journal",
                        verbose_name="journal",
                    ),
                ),
            ],
            options={
                "verbose_name": "entry",
                "verbose_name_plural": "entries",
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("provider", models.CharField(max_length=20, verbose_name="provider")),
                ("provider_id", models.CharField(max_length=64, verbose_name="provider's id")),
                ("kind", models.CharField(max_length=40, verbose_name="kind")),
                ("body", models.JSONField(verbose_name="content")),
                (
                    "received_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(), verbose_name="received"
                    ),
                ),
                ("processed_at", models.DateTimeField(null=True, verbose_name="processed")),
                ("tries", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                (
                    "next_try_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(),
                        verbose_name="next look",
                    ),
                ),
                ("error", models.CharField(blank=True, max_length=100, verbose_name="error")),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "indexes": [
                    models.Index(
                        condition=models.Q(("processed_at__isnull", True)),
                        fields=["next_try_at"],
                        name="notice_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("provider", "provider_id"), name="notice_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        default=giftshop.codes.new_code,
                        editable=False,
                        max_length=16,
                        unique=True,
                        verbose_name="number",
                    ),
                ),
                ("amount_fen", models.BigIntegerField(verbose_name="amount, in fen")),
                (
                    "state",
                    models.CharField(
                        choices=[("pending", "pending"), ("paid", "paid"), ("closed", "closed")],
                        default="pending",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("expires_at", models.DateTimeField(verbose_name="can be paid until")),
                ("lapse_at", models.DateTimeField(verbose_name="next look at closing")),
                ("paid_at", models.DateTimeField(null=True, verbose_name="paid")),
                ("provider_paid_at", models.DateTimeField(null=True, verbose_name="paid, says the provider")),
                ("close_reason", models.CharField(blank=True, max_length=20, verbose_name="closed because")),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(), verbose_name="created"
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True, verbose_name="closed")),
                (
                    "paid_attempt",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pays",
                        to="payments.attempt",
                        verbose_name="paid by",
                    ),
                ),
                (
                    "payer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="payer",
                    ),
                ),
                (
                    "shop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="shops.shop",
                        verbose_name="shop",
                    ),
                ),
            ],
            options={
                "verbose_name": "payment",
                "verbose_name_plural": "payments",
            },
        ),
        migrations.AddField(
            model_name="attempt",
            name="payment",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attempts",
                to="payments.payment",
                verbose_name="payment",
            ),
        ),
        migrations.CreateModel(
            name="Refund",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=40, verbose_name="subject")),
                ("cause", models.CharField(max_length=40, verbose_name="cause")),
                ("amount_fen", models.BigIntegerField(verbose_name="amount, in fen")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("created", "to be asked for"),
                            ("sent", "in the provider's hands"),
                            ("succeeded", "paid back"),
                            ("abnormal", "could not be delivered"),
                            ("closed", "closed by the provider, goes out under a new number"),
                            ("paid_out", "paid out by hand"),
                        ],
                        db_default="created",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(db_default=1, verbose_name="numbers used")),
                (
                    "asks",
                    models.PositiveIntegerField(db_default=0, verbose_name="times asked under this number"),
                ),
                (
                    "next_try_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(),
                        verbose_name="next look",
                    ),
                ),
                (
                    "last_error",
                    models.CharField(blank=True, db_default="", max_length=100, verbose_name="last error"),
                ),
                (
                    "created_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(), verbose_name="created"
                    ),
                ),
                ("succeeded_at", models.DateTimeField(null=True, verbose_name="paid back")),
                (
                    "evidence",
                    models.CharField(blank=True, db_default="", max_length=500, verbose_name="evidence"),
                ),
                (
                    "attempt",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds",
                        to="payments.attempt",
                        verbose_name="attempt",
                    ),
                ),
                (
                    "paid_out_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="paid out by",
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds",
                        to="payments.payment",
                        verbose_name="payment",
                    ),
                ),
            ],
            options={
                "verbose_name": "refund",
                "verbose_name_plural": "refunds",
            },
        ),
        migrations.CreateModel(
            name="SandboxNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("id_sent", models.CharField(default=giftshop.codes.new_code, max_length=32, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("url", models.CharField(max_length=500)),
                ("body", models.JSONField()),
                ("copies", models.PositiveSmallIntegerField(default=1)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("send_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "sandbox notice",
                "verbose_name_plural": "sandbox notices",
                "indexes": [
                    models.Index(
                        condition=models.Q(("copies__gt", 0)), fields=["send_at"], name="sandbox_to_send"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SandboxTrade",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=32, unique=True)),
                (
                    "token",
                    models.CharField(max_length=40, unique=True),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("paid", "paid"),
                            ("closed", "closed"),
                            ("failed", "failed"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("amount_fen", models.BigIntegerField()),
                ("title", models.CharField(max_length=255)),
                ("payee", models.CharField(max_length=60)),
                ("return_url", models.CharField(max_length=500)),
                ("notify_url", models.CharField(max_length=500)),
                ("expires_at", models.DateTimeField()),
                (
                    "transaction_id",
                    models.CharField(
                        max_length=32,
                        unique=True,
                    ),
                ),
                ("paid_at", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
                (
                    "refunds_go",
                    models.CharField(
                        choices=[
                            ("at_once", "paid back at once"),
                            ("slowly", "paid back after 20 seconds"),
                            ("silently", "paid back, but the first answer is lost"),
                            ("not_enough", "refused: the shop has too little money here"),
                            ("abnormal", "undeliverable: the payer's card is gone"),
                            ("closed", "closed by the bank"),
                        ],
                        default="at_once",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "verbose_name": "sandbox trade",
                "verbose_name_plural": "sandbox trades",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0)), name="sandbox_amount_above_zero"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SandboxRefund",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=32, unique=True)),
                ("amount_fen", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("processing", "processing"),
                            ("success", "paid back"),
                            ("abnormal", "undeliverable"),
                            ("closed", "closed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "trade",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="refunds",
                        to="payments.sandboxtrade",
                    ),
                ),
            ],
            options={
                "verbose_name": "sandbox refund",
                "verbose_name_plural": "sandbox refunds",
            },
        ),
        migrations.AddConstraint(
            model_name="journal",
            constraint=models.UniqueConstraint(fields=("key",), name="journal_once"),
        ),
        migrations.AddConstraint(
            model_name="journal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reverses__isnull", False)),
                fields=("reverses",),
                name="journal_reversed_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="journal",
            constraint=models.CheckConstraint(
                condition=models.Q(("total__gt", 0)), name="journal_total_above_zero"
            ),
        ),
        migrations.AddConstraint(
            model_name="journal",
            constraint=models.CheckConstraint(
                condition=models.Q(("entry_count__gte", 2)), name="journal_has_two_sides"
            ),
        ),
        migrations.AddConstraint(
            model_name="journal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reverses__isnull", True),
                    models.Q(("reverses", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="journal_reverses_another",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["account"], include=("side", "amount"), name="entry_sums_of_account"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount__gt", 0)), name="entry_amount_above_zero"
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["D", "C"])), name="entry_side"
            ),
        ),
        migrations.AddIndex(
            model_name="payment",
            index=models.Index(
                condition=models.Q(("state", "pending")), fields=["lapse_at"], name="payment_to_lapse"
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["pending", "paid", "closed"])), name="payment_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0)), name="payment_amount_above_zero"
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("paid_at__isnull", False),
                        ("paid_attempt__isnull", False),
                        ("provider_paid_at__isnull", False),
                        ("state", "paid"),
                    ),
                    models.Q(
                        models.Q(("state", "paid"), _negated=True),
                        ("paid_at__isnull", True),
                        ("paid_attempt__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="payment_paid_has_attempt",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("state", "closed")),
                    models.Q(models.Q(("state", "closed"), _negated=True), ("closed_at__isnull", True)),
                    _connector="OR",
                ),
                name="payment_closed_has_time",
            ),
        ),
        migrations.AddIndex(
            model_name="attempt",
            index=models.Index(
                condition=models.Q(("state__in", ["created", "open"])),
                fields=["poll_after"],
                name="attempt_to_poll",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["created", "open", "succeeded", "closed", "failed"])),
                name="attempt_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0)), name="attempt_amount_above_zero"
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(
                            ("provider_paid_at__isnull", False),
                            ("received_fen__gt", 0),
                            models.Q(("transaction_id", ""), _negated=True),
                        ),
                        ("state", "succeeded"),
                    ),
                    models.Q(models.Q(("state", "succeeded"), _negated=True), ("received_fen__isnull", True)),
                    _connector="OR",
                ),
                name="attempt_succeeded_has_money",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["created", "open"])),
                fields=("payment", "provider", "method"),
                name="attempt_one_live_per_way",
            ),
        ),
        migrations.AddConstraint(
            model_name="attempt",
            constraint=models.UniqueConstraint(
                condition=models.Q(("transaction_id", ""), _negated=True),
                fields=("provider", "transaction_id"),
                name="attempt_transaction_once",
            ),
        ),
        migrations.AddIndex(
            model_name="refund",
            index=models.Index(
                condition=models.Q(("state__in", ["created", "sent", "closed"])),
                fields=["next_try_at"],
                name="refund_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.UniqueConstraint(fields=("subject", "cause"), name="refund_once_per_cause"),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["created", "sent", "succeeded", "abnormal", "closed", "paid_out"])
                ),
                name="refund_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_fen__gt", 0)), name="refund_amount_above_zero"
            ),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["succeeded", "paid_out"]), ("succeeded_at__isnull", False)),
                    models.Q(
                        models.Q(("state__in", ["succeeded", "paid_out"]), _negated=True),
                        ("succeeded_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="refund_paid_has_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="refund",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("paid_out_by__isnull", False),
                        ("state", "paid_out"),
                        models.Q(("evidence", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "paid_out"), _negated=True),
                        ("evidence", ""),
                        ("paid_out_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="refund_by_hand_has_evidence",
            ),
        ),
    ]
