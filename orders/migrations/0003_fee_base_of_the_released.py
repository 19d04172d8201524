from django.db import migrations

# Nothing was given back of an order, nor held, before there was after-sale.
FILL = "UPDATE orders_order SET fee_base_fen = goods_fen, held_fen = 0 WHERE released_at IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [("orders", "0002_aftersale")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
