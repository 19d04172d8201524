"""What the shop should be, in plain objects: no database, no locks, no clocks."""

from dataclasses import dataclass, field

from tests.machine.settlement import Settlement, Split
from tests.machine.withdrawal import Withdrawals

FEE_BPS = 100
SPLIT_BPS = 3_000
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
    merchant: int = 0  # what of it comes out of the merchant's own account
    after: list = field(default_factory=list)  # the splits that have to be over before, of divided money
    state: str = "created"
    at_the_bank: bool = False  # whether the bank knows its present number

    @property
    def is_open(self):
        return self.state in OPEN

    def ask(self, asked, *, slow_is_over):
        """The bank is asked about it, once, unless a refund of the same trade was asked for a moment ago: `asked`."""
        if self.state == "sent":
            self.state = "succeeded" if slow_is_over else "sent"
        elif self.state in OPEN:
            if self.state == "closed":
                self.state, self.at_the_bank = "created", False
            if self.attempt.number in asked or any(split.is_open for split in self.after):
                return
            asked.add(self.attempt.number)
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


OPEN_DISPUTE = {"requested", "approved", "returning", "appealed"}


@dataclass
class Dispute:
    """An after-sale."""

    pk: int
    kind: str
    goods: int
    freight: int
    at_fault: bool
    state: str = "requested"
    kept_back: bool = False
    is_final: bool = False  # of a rejection: it cannot be appealed

    @property
    def amount(self):
        return self.goods + self.freight


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
    goods_back: int = 0
    held: int = 0
    splits: list[Split] = field(default_factory=list)
    kindnesses: int = 0
    disputes: list[Dispute] = field(default_factory=list)

    @property
    def dispute(self):
        """The open one, or None."""
        return next((dispute for dispute in self.disputes if dispute.state in OPEN_DISPUTE), None)

    @property
    def is_held_up(self):
        """Its money is not divided while something is open or may be appealed."""
        return self.dispute or any(d.state == "rejected" and not d.is_final for d in self.disputes)

    @property
    def goods_left(self):
        return self.goods - self.goods_back

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


class AfterSales:
    """What the shop should make of them."""

    def ship(self, sale):
        sale.state = "shipped"
        if sale.dispute:
            sale.dispute.state = "closed"

    def freight_back(self, sale, goods, at_fault):
        return sale.freight if goods == sale.goods_left and (at_fault or sale.state == "to_ship") else 0

    def ask(self, sale, pk, kind, goods, at_fault):
        freight = self.freight_back(sale, goods, at_fault)
        sale.disputes.append(Dispute(pk, kind, goods, freight, at_fault))

    def grant(self, sale, at_fault):
        dispute = sale.dispute
        if at_fault:
            dispute.at_fault = True
            dispute.freight = self.freight_back(sale, dispute.goods, True)
        if dispute.kind == "return":
            dispute.state = "approved"
        else:
            self.pay_back(sale)

    def pay_back(self, sale):
        dispute, was_unshipped = sale.dispute, sale.state == "to_ship"
        refund = Refund(dispute.amount, sale.payer)
        if sale.released:
            refund.merchant = dispute.amount - sale.held
            self.return_held(sale, refund=refund)
            refund.after = sale.splits
        else:
            sale.escrow -= dispute.amount
        dispute.state = "refunded"
        self.refunds[f"order:{sale.pk}", f"after-sale-{dispute.pk}"] = refund
        self.goods_go_back(sale, dispute.goods)
        if was_unshipped:
            self.stock[sale.variant] += sale.quantity

    def goods_go_back(self, sale, fen):
        sale.goods_back += fen
        if not sale.goods_left:
            sale.state = "refunded"
            if sale.escrow:
                self.release(sale)

    def end(self, sale, state, *, is_final=False):
        """Without a refund: what was held is the merchant's."""
        sale.dispute.is_final = is_final or sale.released
        sale.dispute.state = state
        self.merchant += sale.held
        self.return_held(sale)

    def appeal(self, dispute, sale):
        dispute.state = "appealed"
        dispute.freight = 0
        dispute.freight = self.freight_back(sale, dispute.goods, dispute.at_fault)

    def grant_with_the_whole(self, sale):
        if sale.dispute:
            sale.dispute.state = "refunded"
            sale.goods_back = sale.goods

    def be_kind(self, sale, fen):
        sale.kindnesses += 1
        cause = f"goodwill-{sale.kindnesses}"
        self.refunds[f"order:{sale.pk}", cause] = Refund(fen, sale.payer, fen, sale.splits)
        self.goods_go_back(sale, fen)


@dataclass
class Shop(AfterSales, Settlement, Withdrawals):
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
    paid_out: int = 0
    unsplit: int = 0
    sharer: int = 0
    settled: int = 0
    withdrawals: list = field(default_factory=list)
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
        self.grant_with_the_whole(sale)
        self.stock[sale.variant] = left

    def backstop(self, sale):
        if sale.state == "to_ship":
            sale.state = "refunded"
            self.refund(sale, "backstop")
            self.grant_with_the_whole(sale)
            self.stock[sale.variant] += sale.quantity
        else:
            self.release(sale)

    def release(self, sale):
        dispute = sale.dispute
        base = sale.goods_left - (dispute.goods if dispute else 0)
        fee, commission = base * FEE_BPS // 10_000, base * self.commission_bps // 10_000
        if dispute:
            dispute.kept_back = True
            sale.held = min(dispute.amount, sale.escrow * SPLIT_BPS // 10_000 - fee - commission)
        self.platform += fee
        self.sharer += commission
        self.settled += commission
        platform = fee + commission + sale.held
        self.merchant += sale.escrow - platform
        sale.splits.append(Split(platform, sale.escrow - platform))
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
        paid_back = sum(
            refund.amount - refund.merchant for refund in self.refunds.values() if refund.state == "succeeded"
        )
        received = sum(a.received for sale in self.sales.values() for a in sale.attempts)
        return received - paid_back - self.paid_out - self.withdrawn

    @property
    def receivable(self):
        on_their_way = sum(r.merchant for r in self.refunds.values() if r.state != "succeeded")
        return on_their_way + self.unsplit
