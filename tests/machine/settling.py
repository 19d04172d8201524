"""Settling beside the model: splits and what returns of them, however the bank answers; and the bank's own books."""

from contextlib import ExitStack, contextmanager
from datetime import timedelta
from functools import partial
from unittest.mock import patch

from django.db.models import DurationField, ExpressionWrapper, F, Value
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from giftshop import deadlines
from giftshop.clock import db_now
from payments.models import SandboxTransfer, Split
from payments.providers.base import Refused, SplitReturn, SplitState, Unknown
from payments.providers.sandbox import splits
from payments.providers.sandbox.provider import Sandbox
from tests.machine import banking, settlement

LONG_AGO = timedelta(hours=1)
ONE_AFTER_THE_OTHER = ExpressionWrapper(
    F("pk") * Value(timedelta(milliseconds=1)), output_field=DurationField()
)


def all_due(rows):
    """Each may be looked at now, the oldest first."""
    rows.update(next_try_at=Value(db_now() - LONG_AGO) + ONE_AFTER_THE_OTHER)


@contextmanager
def bank_goes(how):
    """Whatever it is asked about splits meanwhile: what it did before it says, with the rest it does `how`."""

    def question(real):
        def asked(self, order):
            if how == "unheard":
                raise Unknown
            return (
                real(self, order) if splits.is_known(order.number) else HOW[how](partial(real, self), order)
            )

        return asked

    with ExitStack() as stack:
        for name in ("split", "give_back", "split_query"):
            stack.enter_context(patch.object(Sandbox, name, question(getattr(Sandbox, name))))
        yield


def refuse(real, order):
    raise Refused("NO_AUTH")


def do_and_say_nothing(real, order):
    real(order)
    raise Unknown


def do_and_say_wait(real, order):
    real(order)
    return SplitState.PROCESSING


def fail(real, order):
    """A split that fails gives the merchant everything; a return that fails does nothing."""
    if not isinstance(order, SplitReturn):
        splits.split(number=order.number, trade_number=order.trade_number, amount_fen=0)
    return SplitState.FAILED


HOW = {
    "done": lambda real, order: real(order),
    "slowly": do_and_say_wait,
    "refused": refuse,
    "unanswered": do_and_say_nothing,
    "failed": fail,
}


class SettlingRules:
    def unsettled(self):
        return any(split.is_open for sale in self.model.sales.values() for split in sale.splits)

    @precondition(lambda self: self.unsettled())
    @rule(goes=st.sampled_from(["done", *settlement.ANSWERS]))
    def carry_splits_out(self, goes):
        all_due(Split.objects.filter(payment__shop=self.shop))
        with bank_goes(goes):
            deadlines.run("payments.splits")
        self.model.carry_splits_out(goes)

    @invariant()
    def splits_agree(self):
        rows = Split.objects.filter(payment__shop=self.shop).order_by("pk")
        found = {f"order:{pk}": [] for pk in self.model.sales}
        for row in rows:
            found[row.subject].append((row.of_id is not None, row.amount_fen, row.merchant_fen, row.state))
        assert found == {
            f"order:{sale.pk}": [(bool(s.of), s.amount, s.merchant, s.state) for s in sale.splits]
            for sale in self.model.sales.values()
        }

    @invariant()
    def the_bank_says_the_same(self):
        numbers = [a.number for sale in self.model.sales.values() for a in sale.attempts if a.received]
        taken = SandboxTransfer.objects.filter(openid=self.openid, taken_at__isnull=False)
        paid = sum(taken.values_list("amount_fen", flat=True))
        assert banking.clearing(self.shop, numbers) - paid == self.model.clearing
