"""What is held of a shop's orders until it is divided, what each of them waits for, and when that is over."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, Subquery, Sum, Value, When
from django.db.models.functions import Cast, Concat, TruncDate
from django.utils.translation import gettext_lazy as _

from orders.models import AfterSale, Order
from orders.transitions import SETTLING, State
from payments.ledger.models import Account, Kind

DISPUTED, KEPT = "disputed", "kept"
WAITS = {
    State.AWAITING_ACCEPTANCE: _("until the gift is accepted"),
    State.TO_SHIP: _("until you ship"),
    State.SHIPPED: _("until the parcel is received"),
    State.COMPLETED: _("until the days for an after-sale are over"),
    DISPUTED: _("until an after-sale is settled"),
    KEPT: _("kept back when the rest was divided, until an after-sale is settled"),
}


@dataclass(frozen=True, kw_only=True)
class Group:
    """`divided_on` is the day that it is divided unless something comes in between; None while nobody can tell."""

    waits: str
    divided_on: date | None
    orders: int
    fen: int

    @property
    def words(self):
        return WAITS[self.waits]


def of(shop) -> list[Group]:
    """All that is held, the soonest first. Two queries."""
    rows = [row for lines in (_held(shop), _kept(shop)) for row in _grouped(lines)]
    return [Group(**row) for row in sorted(rows, key=_soonest)]


def lines(shop, waits):
    """The orders of a group, or without `waits` all that wait to be divided; `fen` of each is held."""
    if waits == KEPT:
        return _kept(shop)
    held = _held(shop)
    return held.filter(waits=waits) if waits else held


def _held(shop):
    # Said as two conditions, so that neither reads what was divided long ago: each has an index of its own.
    waiting = Q(state__in=[State.AWAITING_ACCEPTANCE, State.TO_SHIP, State.SHIPPED])
    undivided = Q(state=State.COMPLETED, released_at__isnull=True)
    orders = Order.objects.filter(waiting | undivided, shop=shop)
    stopped = Exists(AfterSale.objects.of_each_order().holding())
    return _told(
        orders,
        Kind.ESCROW,
        Case(When(stopped, then=Value(DISPUTED)), default=F("state"), output_field=CharField()),
    )


def _kept(shop):
    open_ones = AfterSale.objects.open().filter(kept_back=True, order__shop=shop)
    orders = Order.objects.filter(pk__in=open_ones.values("order"), state__in=SETTLING)
    return _told(orders, Kind.PLATFORM_HELD, Value(KEPT))


def _told(orders, kind, waits):
    subject = Concat(Value("order:"), Cast(OuterRef("pk"), CharField()))
    account = Account.objects.filter(kind=kind, owner_key=subject)
    due = Case(
        When(waits=State.COMPLETED, then=F("release_due_at")),
        When(waits=State.SHIPPED, then=F("confirm_due_at") + settings.RELEASE_AFTER),
    )
    told = orders.annotate(fen=Subquery(account.values("balance")), waits=waits)
    return told.annotate(divided_on=TruncDate(due)).order_by("-pk")


def _grouped(lines):
    groups = lines.order_by().values("waits", "divided_on")
    return groups.annotate(orders=Count("pk"), sum=Sum("fen")).values(
        "waits", "divided_on", "orders", fen=F("sum")
    )


def _soonest(row):
    return row["divided_on"] or date.max, list(WAITS).index(row["waits"])
