"""What a payment provider must be able to do, and the words its answers are told in. Amounts are fen, times UTC.

Providers are called outside transactions. Every number is ours and idempotent: the same number again means the same
thing again, never a second one.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
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
NAME_MISSING = "NAME_MISSING"
NAMED_FROM_FEN = 200_000  # a transfer of this and more names the person
NO_MERCHANT = "NO_MERCHANT"  # the shop has no number at the provider


class Forged(Exception):
    """A notice that this provider did not sign."""


class Malformed(Exception):
    """A signed notice that makes no sense."""


@dataclass(frozen=True)
class Payer:
    """What a provider wants to know of whoever pays now; `openid` is who they are in the provider's own app."""

    ip: str = ""
    openid: str = ""


@dataclass(frozen=True, kw_only=True)
class Order:
    """What the provider is asked to collect, for `merchant`: the shop's number there, "" where it has none."""

    number: str
    method: str
    merchant: str
    amount_fen: int
    title: str
    shop_name: str
    return_url: str
    notify_url: str
    expires_at: datetime
    payer: Payer = Payer()


class Door(StrEnum):
    """How the payer gets to the provider."""

    URL = "url"  # a page of the provider's
    CODE = "code"  # a QR code that the provider's app scans
    APP = "app"  # the app they are in, called by a script with a signed ticket


@dataclass(frozen=True)
class Opened:
    """`ticket` is the address, the code's content, or what the app is called with."""

    door: Door
    ticket: str


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


@dataclass(frozen=True, kw_only=True)
class SplitOrder:
    """What the platform takes out of a trade that is over, before its merchant gets the rest; `amount_fen` may be 0.

    `number` is the split's own.
    """

    number: str
    trade_number: str
    transaction_id: str
    merchant: str
    amount_fen: int


class SplitState(StrEnum):
    PROCESSING = "processing"
    DONE = "done"
    FAILED = "failed"  # the merchant has got everything
    MISSING = "missing"  # the provider never heard the number


@dataclass(frozen=True, kw_only=True)
class SplitReturn:
    """Money of `split` that goes from the platform back to its merchant."""

    number: str
    split: SplitOrder
    amount_fen: int


@dataclass(frozen=True, kw_only=True)
class TransferOrder:
    """Money from the platform's own account to a person. `name` is who they are by law, needed from NAMED_FROM_FEN.

    `number` is letters and digits only.
    """

    number: str
    openid: str
    amount_fen: int
    remark: str
    name: str = ""


class TransferState(StrEnum):
    WAITING = "waiting"  # for the person, who confirms within 24 hours
    PAID = "paid"
    FAILED = "failed"  # not confirmed in time, or taken back: the money is the platform's again
    MISSING = "missing"  # the provider never heard the number


@dataclass(frozen=True)
class Transfer:
    """`ticket` is what the person's app confirms with, while it waits; `reason` the provider's word for a failure."""

    state: TransferState
    ticket: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class BillLine:
    """One line of the provider's own account of a day. `kind` is payment, refund or split, `number` ours.

    `trade_number` is ours of the trade, or, of a split, the provider's.
    """

    kind: str
    number: str
    trade_number: str
    provider_number: str
    amount_fen: int


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
    merchant: str
    amount_fen: int
    total_fen: int
    reason: str
    notify_url: str


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
    is_set_up: bool
    splits_trades: (
        bool  # whether it holds a trade's money until it is split; else all of it is the platform's at once
    )
    pays_in_its_app: bool  # whether people take transfers in its own app, where alone their openid is learned

    def probe(self) -> str:
        """What is wrong with the keys, "" for nothing; asks the provider."""

    def ways(self, browser: str) -> list[str]:
        """The `methods` that a browser with this User-Agent can use, best first."""

    def open(self, order: Order) -> Opened:
        """Begin to collect; asked again with the same number, the same trade. Raises Unknown, Refused."""

    def call(self, ticket: str) -> dict:
        """What the payer's app is called with, for an `Opened` by Door.APP."""

    def rehearsal(self, ticket: str) -> str:
        """Where a code can be paid without a phone; "" where money moves."""

    def query(self, number: str, merchant: str) -> Trade:
        """How a trade stands. Raises Unknown."""

    def close(self, number: str, merchant: str) -> Trade:
        """Close a trade that is not paid; what it is afterwards, or PAID. Raises Unknown, Refused."""

    def refund(self, order: RefundOrder) -> RefundState:
        """Give money back; asked again with the same number it says how that refund stands. Raises Unknown, Refused."""

    def refund_query(self, number: str, merchant: str) -> RefundState:
        """How a refund stands. Raises Unknown."""

    def split(self, split: SplitOrder) -> SplitState:
        """Take the platform's part of a trade and give the rest free; idempotent by number. Raises Unknown, Refused."""

    def split_query(self, split: SplitOrder) -> SplitState:
        """How a split stands. Raises Unknown."""

    def give_back(self, order: SplitReturn) -> SplitState:
        """Return a part of a split to its merchant; idempotent by number. Raises Unknown, Refused."""

    def transfer(self, order: TransferOrder) -> Transfer:
        """Pay a person; asked again with the same number it says how that stands. Raises Unknown, Refused."""

    def transfer_query(self, number: str) -> Transfer:
        """How a transfer stands. Raises Unknown."""

    def confirmation(self, ticket: str, return_url: str) -> Opened:
        """How a person takes a transfer that waits. From a page of the provider's they come back to the path."""

    def bill(self, day: date) -> list[BillLine]:
        """Everything that happened on a day, by Beijing's calendar. Raises Unknown while there is none yet."""

    def verify(self, headers, body: bytes) -> Verified:
        """Raises Forged, Malformed."""
