from django.db import migrations

# What was released before there were splits is divided at the provider as well.
ASK = """
    INSERT INTO payments_split (payment_id, attempt_id, subject, amount_fen, merchant_fen)
    SELECT payment.id, payment.paid_attempt_id, 'order:' || o.id, journal.total - merchant.amount, merchant.amount
    FROM orders_order o
    JOIN payments_payment payment ON payment.id = o.payment_id
    JOIN payments_journal journal ON journal.key = 'order:' || o.id || ':release'
    JOIN payments_entry merchant ON merchant.journal_id = journal.id
    JOIN payments_account account ON account.id = merchant.account_id AND account.kind = 'merchant_payable'
    WHERE NOT EXISTS (SELECT FROM payments_split split WHERE split.subject = 'order:' || o.id)
    ORDER BY o.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0003_fee_base_of_the_released"),
        ("payments", "0005_wechat_splits_reconciliation"),
    ]

    operations = [migrations.RunSQL(ASK, migrations.RunSQL.noop)]
