"""What withdrawing should be, in plain objects: a person's commission on its way."""

from dataclasses import dataclass

OPEN = {"requested", "awaiting_confirmation"}


@dataclass
class Withdrawal:
    pk: int
    amount: int
    state: str = "requested"
    at_the_bank: bool = False


class Withdrawals:
    """Its books, in fen: `sharer` is what can be withdrawn, `settled` what was ever earned."""

    @property
    def under_way(self):
        return next((one for one in self.withdrawals if one.state in OPEN), None)

    @property
    def withdrawn(self):
        return sum(one.amount for one in self.withdrawals if one.state == "paid")

    def take_out(self, pk, fen):
        self.sharer -= fen
        self.withdrawals.append(Withdrawal(pk, fen))

    def carry_out(self, goes):
        """The bank is asked once. What it did before it says, however it goes."""
        one = self.under_way
        if one.at_the_bank or goes == "done":
            one.state, one.at_the_bank = "awaiting_confirmation", True
        elif goes == "NAME_NOT_CORRECT":
            self.back(one, "failed")
        elif goes == "unanswered":
            one.at_the_bank = True

    def end_withdrawal(self, taken):
        if taken:
            self.under_way.state = "paid"
        else:
            self.back(self.under_way, "expired")

    def back(self, one, state):
        one.state = state
        self.sharer += one.amount
