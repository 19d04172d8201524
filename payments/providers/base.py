"""What a payment provider must be able to do, and the words its answers are told in. Amounts are fen, times UTC.

Providers are called outside transactions. Every number is ours and idempotent: the same number again means the same
thing again, never a second one.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Unknown(Exception):
    """No answer, or none that can be trusted: it may or may not have happened. Ask again with the same number."""


class Refused(Exception):
    """A clear no; nothing happened. `code` is the provider's."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


NOT_ENOUGH = "NOT_ENOUGH"  # too little money at the provider to refund from


class Forged(Exception):
    """A notice that this provider did not sign."""


class Malformed(Exception):
    """A signed notice that makes no sense."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """What the provider is asked to collect."""

    number: str
    method: str
    amount_fen: int
    title: str
    payee: str
    return_url: str
    notify_url: str
    expires_at: datetime


@dataclass(frozen=True)
class Opened:
    """`url` is where the payer goes."""

    url: str


class TradeState(StrEnum):
    OPEN = "open"
    PAID = "paid"
    CLOSED = "closed"
    FAILED = "failed"
    MISSING = "missing"  # the provider never heard the number


@dataclass(frozen=True, kw_only=True)
class Trade:
    """The last three are there when it is paid."""

    state: TradeState
    transaction_id: str = ""
    amount_fen: int = 0
    paid_at: datetime | None = None


class RefundState(StrEnum):
    PROCESSING = "processing"
    SUCCESS = "success"
    ABNORMAL = "abnormal"
    CLOSED = "closed"
    MISSING = "missing"  # the provider never heard the number


@dataclass(frozen=True, kw_only=True)
class RefundOrder:
    number: str
    trade_number: str
    amount_fen: int
    total_fen: int
    reason: str


TRADE_PAID, REFUND_CHANGED = "trade.paid", "refund.changed"


@dataclass(frozen=True, kw_only=True)
class Verified:
    """A notice whose signature is good. `signed_at` is in seconds since 1970.

    `body` of TRADE_PAID: number, transaction_id, amount_fen, paid_at (ISO 8601). Of REFUND_CHANGED: number, state.
    Other kinds are kept and do nothing.
    """

    id: str
    kind: str
    signed_at: int
    body: dict = field(default_factory=dict)


class Provider(Protocol):
    name: str
    methods: dict[str, str]  # way of paying → its name for people
    acknowledgement: dict  # the JSON that tells it a notice has arrived

    def open(self, order: Order) -> Opened:
        """Begin to collect. Raises Unknown, Refused."""

    def query(self, number: str) -> Trade:
        """How a trade stands. Raises Unknown."""

    def close(self, number: str) -> Trade:
        """Close a trade that is not paid; what it is afterwards, or PAID. Raises Unknown, Refused."""

    def refund(self, order: RefundOrder) -> RefundState:
        """Give money back; asked again with the same number it says how that refund stands. Raises Unknown, Refused."""

    def refund_query(self, number: str) -> RefundState:
        """How a refund stands. Raises Unknown."""

    def verify(self, headers, body: bytes) -> Verified:
        """Raises Forged, Malformed."""
