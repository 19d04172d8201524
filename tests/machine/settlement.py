"""What settling should be, in plain objects: how the provider divides an order's money, and what returns of it."""

from dataclasses import dataclass
from typing import Any

OPEN = {"created", "sent"}

# What the bank does, or does not do, when it is asked → what the shop then knows.
ANSWERS = {
    "done": "done",
    "slowly": "sent",
    "refused": "created",
    "unheard": "created",
    "unanswered": "created",
    "failed": "failed",
}


@dataclass
class Split:
    """`of` is what it returns a part of; `refund` what that part is to pay for, None if it is the merchant's."""

    amount: int
    merchant: int
    of: Any = None
    refund: Any = None
    state: str = "created"
    at_the_bank: bool = False

    @property
    def is_open(self):
        return self.state in OPEN


class Settlement:
    """Its books, in fen: `merchant` is what shops have still to get, `paid_out` what they got, `unsplit` what of that
    was the platform's.
    """

    def return_held(self, sale, refund=None):
        if sale.held:
            merchant = 0 if refund else sale.held
            sale.splits.append(Split(sale.held, merchant, of=sale.splits[0], refund=refund))
        sale.held = 0

    def carry_splits_out(self, goes):
        """Each that is open is asked about once, and the bank does what `goes` says."""
        for sale in self.sales.values():
            for split in sale.splits:
                if split.is_open and not self.waits(split, sale):
                    self.divide(split, goes)

    def waits(self, split, sale):
        if split.of:
            return split.of.is_open
        refunds = [refund for refund in self.refunds.values() if refund.attempt is sale.payer]
        return any(refund.is_open and not refund.after for refund in refunds)

    def divide(self, split, goes):
        if split.of and split.of.state == "failed":
            split.state = "done"
            self.keep(split)
            return
        # What it did before it does not do again.
        split.state = "done" if split.at_the_bank and goes != "unheard" else self.answer(split, goes)
        if split.state == "done":
            self.merchant -= split.merchant
            self.paid_out += split.merchant
        elif split.state == "failed" and not split.of:
            self.merchant -= split.merchant
            self.paid_out += split.merchant + split.amount
            self.unsplit += split.amount

    def answer(self, split, goes):
        split.at_the_bank |= goes in {"done", "slowly", "unanswered"}
        return split.state if ANSWERS[goes] == "created" else ANSWERS[goes]

    def keep(self, split):
        """The merchant has what should have been returned: it owes that much less, or pays all of the refund."""
        self.unsplit -= split.amount
        if split.refund:
            split.refund.merchant = split.refund.amount
        else:
            self.merchant -= split.merchant
