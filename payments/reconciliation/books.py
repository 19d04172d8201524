"""Our side of a bill: the rows that a provider's lines are compared with, by number."""

from dataclasses import dataclass
from datetime import date

from django.db.models.functions import Coalesce

from payments import providers
from payments.models import Attempt, Difference, Refund, Split

What = Difference.What


@dataclass(frozen=True, kw_only=True)
class Row:
    """One of ours. `happened` is whether our books say so, `reference` what it belongs to at the provider."""

    pk: int
    number: str
    happened: bool
    amount_fen: int
    reference: str
    billed_on: date | None


class Payments:
    """Attempts that brought money, by the provider's time."""

    rows = Attempt.objects.all()

    def known(self, provider_name, numbers):
        return _by_number(map(self._row, self.rows.filter(provider=provider_name, number__in=numbers)))

    def missing(self, provider_name, day):
        paid = self.rows.filter(provider=provider_name, state=Attempt.State.SUCCEEDED, billed_on=None)
        return map(self._row, paid.filter(provider_paid_at__date=day))

    def reference(self, line):
        return line.provider_number

    def _row(self, attempt):
        return Row(
            pk=attempt.pk,
            number=attempt.number,
            happened=attempt.state == Attempt.State.SUCCEEDED,
            amount_fen=attempt.amount_fen if attempt.received_fen is None else attempt.received_fen,
            reference=attempt.transaction_id,
            billed_on=attempt.billed_on,
        )


class Refunds:
    """Refunds in the provider's hands, by the day they were asked for. What was paid out by hand it cannot know."""

    rows = Refund.objects.all()

    def known(self, provider_name, numbers):
        ids = [pk for number in numbers if (pk := _id_in(number, "R"))]
        refunds = self.rows.filter(attempt__provider=provider_name, pk__in=ids).select_related("attempt")
        rows = _by_number(map(self._row, refunds))
        return {number: row for number, row in rows.items() if number in numbers}

    def missing(self, provider_name, day):
        paid = self.rows.filter(attempt__provider=provider_name, state=Refund.State.SUCCEEDED, billed_on=None)
        paid = paid.alias(asked=Coalesce("asked_at", "succeeded_at")).filter(asked__date=day)
        return map(self._row, paid.select_related("attempt"))

    def reference(self, line):
        return line.trade_number

    def _row(self, refund):
        return Row(
            pk=refund.pk,
            number=refund.number,
            happened=refund.state in {Refund.State.SENT, Refund.State.SUCCEEDED},
            amount_fen=refund.amount_fen,
            reference=refund.attempt.number,
            billed_on=refund.billed_on,
        )


class Splits:
    """Splits that took something for the platform."""

    rows = Split.objects.filter(of=None, amount_fen__gt=0)

    def known(self, provider_name, numbers):
        ids = [pk for number in numbers if (pk := _id_in(number, "S"))]
        splits = self.rows.filter(attempt__provider=provider_name, pk__in=ids).select_related("attempt")
        return _by_number(map(self._row, splits))

    def missing(self, provider_name, day):
        if not providers.get(provider_name).splits_trades:
            return []
        done = self.rows.filter(attempt__provider=provider_name, state=Split.State.DONE, billed_on=None)
        done = done.filter(done_at__date=day)
        return map(self._row, done.select_related("attempt"))

    def reference(self, line):
        return line.trade_number

    def _row(self, split):
        return Row(
            pk=split.pk,
            number=split.number,
            happened=split.state == Split.State.DONE,
            amount_fen=split.amount_fen,
            reference=split.attempt.transaction_id,
            billed_on=split.billed_on,
        )


BOOKS = {What.PAYMENT: Payments(), What.REFUND: Refunds(), What.SPLIT: Splits()}


def _by_number(rows):
    return {row.number: row for row in rows}


def _id_in(number, letter):
    """`R42-1` → 42."""
    digits = number.removeprefix(letter).partition("-")[0]
    return int(digits) if number.startswith(letter) and digits.isdecimal() and len(digits) < 19 else None
