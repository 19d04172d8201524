"""Commission taken out beside the model: asked for, carried out, confirmed, left lying, or refused."""

from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db.models import F
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from giftshop import deadlines
from payments import ledger
from payments.models import SandboxTransfer
from payments.providers.base import Refused, Unknown
from payments.providers.sandbox import transfers
from payments.providers.sandbox.provider import Sandbox
from sharers.models import Withdrawal
from sharers.refusals import AmountOutOfBounds, NotEnoughCommission, WithdrawalOpen
from sharers.withdrawals import requesting
from tests.machine.picks import past

A_DAY = timedelta(hours=25)


@contextmanager
def bank_transfers(how):
    """What it does with transfers that it does not know yet; what it did before it says."""
    real = Sandbox.transfer

    def transfer(self, order):
        if not SandboxTransfer.objects.filter(number=order.number).exists():
            if how in {"NOT_ENOUGH", "NAME_NOT_CORRECT"}:
                raise Refused(how)
            if how == "unheard":
                raise Unknown
            if how == "unanswered":
                real(self, order)
                raise Unknown
        return real(self, order)

    with patch.object(Sandbox, "transfer", transfer):
        yield


class WithdrawingRules:
    def one_tap(self, fen):
        return requesting.request(user=self.lin, amount_fen=fen, provider="sandbox", openid=self.openid)

    @precondition(lambda self: self.model.sharer)
    @rule(part=st.sampled_from([1, 1, 2, 3]), more=st.sampled_from([0, 0, 0, 1]))
    def take_commission_out(self, part, more):
        fen = self.model.sharer // part + more
        if refusal := self.taking_out_is_refused(fen):
            with pytest.raises(refusal):
                self.one_tap(fen)
        else:
            self.model.take_out(self.one_tap(fen).pk, fen)

    def taking_out_is_refused(self, fen):
        refusals = [
            (not settings.WITHDRAWAL_MIN_FEN <= fen <= settings.WITHDRAWAL_MAX_FEN, AmountOutOfBounds),
            (self.model.under_way, WithdrawalOpen),
            (fen > self.model.sharer, NotEnoughCommission),
        ]
        return next((refusal for refused, refusal in refusals if refused), None)

    @precondition(lambda self: self.model.under_way)
    @rule(goes=st.sampled_from(["done", "done", "NOT_ENOUGH", "NAME_NOT_CORRECT", "unheard", "unanswered"]))
    def carry_withdrawals_out(self, goes):
        self.look_at_withdrawals(goes)
        self.model.carry_out(goes)

    @precondition(lambda self: self.model.under_way and self.model.under_way.at_the_bank)
    @rule(taken=st.booleans())
    def end_a_withdrawal(self, taken):
        """The person takes it at the bank, or a day passes there and here."""
        withdrawal = Withdrawal.objects.get(pk=self.model.under_way.pk)
        if taken:
            assert transfers.take(withdrawal.number)
        else:
            SandboxTransfer.objects.filter(number=withdrawal.number).update(made_at=F("made_at") - A_DAY)
            long_ago = {name: F(name) - A_DAY for name in ("asked_at", "confirm_until")}
            Withdrawal.objects.filter(pk=withdrawal.pk).update(**long_ago)
        self.look_at_withdrawals("done")
        self.model.end_withdrawal(taken)

    def look_at_withdrawals(self, goes):
        Withdrawal.objects.filter(user=self.lin).update(next_try_at=past())
        with bank_transfers(goes):
            deadlines.run("sharers.withdrawals")

    @invariant()
    def withdrawals_agree(self):
        rows = Withdrawal.objects.filter(user=self.lin).values_list("pk", "amount_fen", "state")
        assert {pk: (fen, state) for pk, fen, state in rows} == {
            one.pk: (one.amount, one.state) for one in self.model.withdrawals
        }
        on_its_way = self.model.under_way.amount if self.model.under_way else 0
        assert ledger.balance("sharer_withdrawal", self.payee) == on_its_way
        assert self.model.sharer == self.model.settled - self.model.withdrawn - on_its_way
