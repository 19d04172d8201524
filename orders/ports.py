"""What orders reach upward for. Handlers run in the caller's transaction."""

from dataclasses import dataclass
from typing import Protocol

from django.db.models import QuerySet

from giftshop.ports import Port


@dataclass(frozen=True)
class Card:
    """What lies in the parcel for whoever opens it."""

    words: str
    sender: str


class Kind(Protocol):
    """A kind of order that has a state of its own beside the order's, such as a gift."""

    def lock(self, orders: QuerySet) -> None:
        """Lock the rows that stand before `orders` in the lock order, by primary key."""

    def paid(self, order) -> None:
        """The order has just been paid."""

    def unpaid(self, order) -> None:
        """The order was cancelled without having been paid."""

    def notices(self, order, event_kind: str) -> list:
        """Whom to tell of an event of the order, as `accounts.ports.Notice`s."""

    def return_url(self, order) -> str:
        """Where the payer goes after the cashier."""

    def cards(self, orders) -> dict:
        """Order id → its Card. However many orders, the same number of queries."""

    def counter_url(self, order) -> str:
        """The operator's page about that state."""


KINDS = Port("orders.kinds")

# name → handler(variant, referral) → fen that whoever the Referral (or None) brought pays for one, None for no offer.
PRICES = Port("orders.prices")

# name → handler(order, referral) → [(payee key, basis points)]: who earns on an order being placed, and at what rate.
# `referral` is the `orders.referrals.Referral` that the buyer's session remembers for the shop, or None.
EARNERS = Port("orders.earners")
