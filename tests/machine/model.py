"""What the shop should be, in plain objects: no database, no locks, no clocks."""

from dataclasses import dataclass, field

FEE_BPS = 100
OPEN = {"created", "sent", "closed"}


@dataclass
class Attempt:
    number: str
    refunds_go: str = "at_once"  # what the bank will do with refunds of it
    state: str = "open"
    received: int = 0


@dataclass
class Refund:
    amount: int
    attempt: Attempt
    state: str = "created"
    at_the_bank: bool = False  # whether the bank knows its present number

    def ask(self, *, slow_is_over):
        """The bank is asked about it, once."""
        if self.state == "sent":
            self.state = "succeeded" if slow_is_over else "sent"
        elif self.state in OPEN:
            if self.state == "closed":
                self.state, self.at_the_bank = "created", False
            if self.at_the_bank:  # its first answer was lost
                self.state = "succeeded"
            elif self.attempt.refunds_go == "silently":
                self.at_the_bank = True
            else:
                self.state = ANSWERS[self.attempt.refunds_go]


ANSWERS = {
    "at_once": "succeeded",
    "slowly": "sent",
    "not_enough": "created",
    "abnormal": "abnormal",
    "closed": "closed",
}


@dataclass
class Sale:
    """An order with its payment and, if it is one, its gift."""

    pk: int
    kind: str
    variant: int
    quantity: int
    price: int
    freight: int
    state: str = "pending_payment"
    payment: str = "pending"
    gift: str = "unpaid"
    overdue: bool = False
    escrow: int = 0
    released: bool = False
    attempts: list[Attempt] = field(default_factory=list)

    @property
    def goods(self):
        return self.price * self.quantity

    @property
    def total(self):
        return self.goods + self.freight

    @property
    def live(self):
        return next((attempt for attempt in self.attempts if attempt.state == "open"), None)

    @property
    def payer(self):
        """The attempt whose money was kept."""
        return next(attempt for attempt in self.attempts if attempt.state == "kept")


@dataclass
class Shop:
    """Its books, in fen. `commission_bps` goes to one sharer on every order."""

    stock: dict[int, int]
    prices: dict[int, int]
    freight: int
    gift_freight: int
    commission_bps: int
    suspended: bool = False
    sales: dict[int, Sale] = field(default_factory=dict)
    refunds: dict[tuple[str, str], Refund] = field(default_factory=dict)
    merchant: int = 0
    sharer: int = 0
    platform: int = 0

    def place(self, pk, kind, variant, quantity):
        freight = self.gift_freight if kind == "gift" else self.freight
        self.sales[pk] = Sale(pk, kind, variant, quantity, self.prices[variant], freight)
        self.stock[variant] -= quantity

    def money(self, sale, attempt, pk, fen):
        """`fen` came in by `attempt`, whose id is `pk`."""
        attempt.received = fen
        if sale.payment == "pending" and fen == sale.total:
            attempt.state, sale.payment, sale.escrow = "kept", "paid", fen
            sale.state = "awaiting_acceptance" if sale.kind == "gift" else "to_ship"
            sale.gift = "pending"
        else:
            attempt.state = "late"
            self.refunds[f"attempt:{pk}", "late-payment"] = Refund(fen, attempt)

    def close(self, sale):
        if sale.payment == "pending":
            sale.payment, sale.state, sale.gift = "closed", "cancelled", "cancelled"
            self.stock[sale.variant] += sale.quantity
            for attempt in sale.attempts:
                if attempt.state == "open":
                    attempt.state = "closed"

    def accept(self, sale, variant):
        if variant not in {None, sale.variant}:
            self.stock[sale.variant] += 1
            self.stock[variant] -= 1
            sale.variant = variant
        sale.gift, sale.state = "accepted", "to_ship"

    def give_back(self, sale, cause):
        sale.gift, sale.state = cause, "cancelled"
        self.refund(sale, cause)
        self.stock[sale.variant] += 1

    def refund(self, sale, cause):
        """Whatever the order still holds goes back."""
        if sale.escrow:
            self.refunds[f"order:{sale.pk}", cause] = Refund(sale.escrow, sale.payer)
        sale.escrow = 0

    def withdraw(self, sale, left):
        sale.state = "refunded"
        self.refund(sale, "withdrawn")
        self.stock[sale.variant] = left

    def backstop(self, sale):
        if sale.state == "to_ship":
            sale.state = "refunded"
            self.refund(sale, "backstop")
            self.stock[sale.variant] += sale.quantity
        else:
            self.release(sale)

    def release(self, sale):
        fee, commission = sale.goods * FEE_BPS // 10_000, sale.goods * self.commission_bps // 10_000
        self.platform += fee
        self.sharer += commission
        self.merchant += sale.escrow - fee - commission
        sale.escrow, sale.released = 0, True

    def where(self, **columns):
        """The sales with these values, oldest first."""
        return [
            sale for sale in self.sales.values() if all(getattr(sale, k) == v for k, v in columns.items())
        ]

    @property
    def refund_payable(self):
        return sum(refund.amount for refund in self.refunds.values() if refund.state != "succeeded")

    @property
    def clearing(self):
        paid_back = sum(refund.amount for refund in self.refunds.values() if refund.state == "succeeded")
        return sum(a.received for sale in self.sales.values() for a in sale.attempts) - paid_back
