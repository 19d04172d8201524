"""What payments reach upward for. Handlers run in the caller's transaction."""

from typing import Protocol

from giftshop.ports import Port


class Subject(Protocol):
    """What a payment pays for. Registered once, under the key "orders"."""

    def lock(self, payment_id: int) -> list:
        """Lock what stands before the payment in the lock order: gifts, then orders, each by primary key.

        Returns the orders.
        """

    def paid(self, payment, orders: list) -> None:
        """The payment (locked) has just become paid: post its money out of provider_clearing, move its `orders`."""

    def closed(self, payment, orders: list, reason: str) -> None:
        """The payment (locked) of `orders` was closed unpaid: `lapsed` or `cancelled`."""

    def refunded(self, refunds: list) -> None:
        """The provider has paid these refunds back. Refunds of late money are not among them."""

    def return_url(self, payment) -> str:
        """Where the payer goes after the cashier, as a path."""

    def describe(self, payment) -> str:
        """What is being paid for, in a few words for the cashier."""


SUBJECT = Port("payments.subject")

# name → callable that yields one line of text for every row that breaks an invariant (`manage.py check_ledger`).
INVARIANTS = Port("payments.invariants")


def subject() -> Subject:
    return SUBJECT["orders"]
