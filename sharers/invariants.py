"""What must hold of commission whatever happened; `manage.py check_ledger` proves it."""

from payments.invariants import question

PAYABLE_IS_SETTLED = """
    SELECT format('%s: sharer_payable is %s, settled commission is %s',
        coalesce(account.owner_key, split.payee_key), coalesce(account.balance, 0), coalesce(split.fen, 0))
    FROM (SELECT owner_key, balance FROM payments_account WHERE kind = 'sharer_payable') account
    FULL JOIN (
        SELECT payee_key, sum(fen) AS fen FROM orders_splitline WHERE fen IS NOT NULL GROUP BY payee_key
    ) split ON split.payee_key = account.owner_key
    WHERE coalesce(account.balance, 0) <> coalesce(split.fen, 0)
    ORDER BY 1
"""

# An unaccepted gift may still turn out to be for the sharer; an accepted one must not be.
NOBODY_EARNS_ON_THEIR_OWN = """
    SELECT format('order %s: %s earns on an order of their own', orders.id, split.payee_key)
    FROM orders_splitline split JOIN orders_order orders ON orders.id = split.order_id
    WHERE split.payee_key = 'user:' || orders.buyer_id
        OR (split.payee_key = 'user:' || orders.owner_id AND split.fen IS NULL)
    ORDER BY orders.id
"""


def register(port):
    port.register("sharers: sharer_payable = settled commission", question(PAYABLE_IS_SETTLED))
    port.register("sharers: nobody earns on an order of their own", question(NOBODY_EARNS_ON_THEIR_OWN))
