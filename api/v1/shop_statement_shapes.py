"""A shop's money, told from the ledger: a day's statement, a month, and what is owed and held now."""

from rest_framework import serializers

from api.days import Month
from api.fields import Moment, Priced
from orders.books import held, month, statement

HELP = {
    "divided": "What orders that were divided had held.",
    "held": "Kept back until an after-sale is settled.",
    "earned": "What of it came to the shop.",
    "paid_out": "Paid to the shop's account at the provider.",
    "back": "Paid back at the shop's cost after a division.",
    "taken": "Of it, taken from the shop's account at the provider.",
}


def _fen(names):
    return {f"{name}_fen": serializers.IntegerField(help_text=HELP.get(name)) for name in names}


DivisionShape = type("DivisionShape", (serializers.Serializer,), _fen(statement.COLUMNS))
FiguresShape = type("FiguresShape", (serializers.Serializer,), _fen(month.COLUMNS))


def in_fen(figures):
    return {f"{name}_fen": fen for name, fen in figures.items()}


class StatementDay(FiguresShape):
    day = serializers.DateField()
    balance_fen = serializers.IntegerField(help_text="At its end, owed to the shop; below 0 owed by it.")


class MonthShape(Priced):
    month = Month()
    days = StatementDay(many=True, help_text="On which something happened, the newest first.")
    total = FiguresShape()


class StatementLine(serializers.Serializer):
    at = Moment()
    kind = serializers.ChoiceField(list(statement.WORDS))
    words = serializers.CharField(help_text="The kind, in your language.")
    order = serializers.CharField(source="order_number", allow_blank=True)
    amount_fen = serializers.IntegerField(source="fen", help_text="What it adds to what is owed to the shop.")
    balance_fen = serializers.IntegerField(help_text="Afterwards.")
    division = serializers.SerializerMethodField(
        help_text="Of a `release`: paid − back − fee − commission − held is its amount."
    )

    def get_division(self, line) -> DivisionShape(allow_null=True):
        return in_fen(line.parts) if line.parts else None


class StatementShape(Priced):
    day = serializers.DateField()
    opening_fen = serializers.IntegerField(help_text="Owed to the shop when the day began.")
    lines = StatementLine(many=True, help_text="The oldest first.")
    closing_fen = serializers.IntegerField(help_text="Owed when it ended, or now.")


class HeldShape(serializers.Serializer):
    waits_for = serializers.ChoiceField(list(held.WAITS), source="waits")
    words = serializers.CharField()
    divided_on = serializers.DateField(allow_null=True, help_text="Unless something comes in between.")
    orders = serializers.IntegerField()
    amount_fen = serializers.IntegerField(source="fen")


class BalanceShape(Priced):
    payable_fen = serializers.IntegerField(help_text="Owed to the shop, on its way to its account.")
    receivable_fen = serializers.IntegerField(help_text="Owed by the shop.")
    back_fen = serializers.IntegerField(help_text="On its way back to buyers.")
    held = HeldShape(many=True, help_text="What is held of orders, the soonest to be divided first.")


ZERO = in_fen(dict.fromkeys(month.COLUMNS, 0))
FIGURES = ZERO | {"divided_fen": 8800, "fee_fen": 88, "commission_fen": 880, "earned_fen": 7832}
EXAMPLE_MONTH = {
    "currency": "CNY",
    "month": "2026-03",
    "days": [FIGURES | {"day": "2026-03-12", "balance_fen": 7832}],
    "total": FIGURES,
}
EXAMPLE_DAY = {
    "currency": "CNY",
    "day": "2026-03-12",
    "opening_fen": 0,
    "lines": [
        {
            "at": "2026-03-12T02:00:05Z",
            "kind": "release",
            "words": "Order divided",
            "order": "7QK2M0XW4T9B",
            "amount_fen": 7832,
            "balance_fen": 7832,
            "division": {
                "paid_fen": 8800,
                "back_fen": 0,
                "fee_fen": 88,
                "commission_fen": 880,
                "held_fen": 0,
            },
        }
    ],
    "closing_fen": 7832,
}
EXAMPLE_BALANCE = {
    "currency": "CNY",
    "payable_fen": 7832,
    "receivable_fen": 0,
    "back_fen": 0,
    "held": [
        {
            "waits_for": "to_ship",
            "words": "until you ship",
            "divided_on": None,
            "orders": 3,
            "amount_fen": 26400,
        }
    ],
}
