"""A subject small enough to count: each payment is for one order in escrow, and every call is counted."""

from collections import Counter

from payments import ledger
from payments.ledger import Posting, credit, debit


class Till:
    def __init__(self):
        self.calls = Counter()
        self.refunds = []

    def lock(self, payment_id):
        return []

    def paid(self, payment, orders):
        self.calls["paid"] += 1
        order, fen = self.order(payment), payment.amount_fen
        entries = [debit("provider_clearing", "", fen), credit("escrow", order, fen)]
        ledger.post([Posting(f"{order}:paid", "paid", entries)])

    def closed(self, payment, orders, reason):
        self.calls[reason] += 1

    def refunded(self, refunds):
        self.refunds += refunds

    def return_url(self, payment):
        return f"/orders/{payment.pk}/"

    def describe(self, payment):
        return "明前龙井 罐装"

    @staticmethod
    def order(payment):
        return f"order:{payment.pk}"
