"""What a sharer has earned, derived from split lines and their orders: nothing is kept twice."""

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    Exists,
    F,
    IntegerChoices,
    OuterRef,
    Q,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from giftshop.money import BPS
from orders.models import AfterSale, Order, SplitLine

GIVEN_BACK = [Order.State.CANCELLED, Order.State.REFUNDED]


class State(IntegerChoices):
    """The numbers that 微信小店 gives the states of a commission."""

    PENDING = 20, _("Pending")
    SETTLED = 100, _("Settled")
    CANCELLED = 200, _("Cancelled")


# Nothing was earned on an order that went back whole, also if a release paid its freight to the merchant.
NOT_EARNED = Q(order__state__in=GIVEN_BACK) & (Q(fen__isnull=True) | Q(order__fee_base_fen=0))

STATE = Case(
    When(NOT_EARNED, then=Value(State.CANCELLED)),
    When(order__released_at__isnull=False, then=Value(State.SETTLED)),
    default=Value(State.PENDING),
)

# Rounded down as `giftshop.money.share` does. What is cancelled shows what it would have been.
AMOUNT = Case(
    When(NOT_EARNED, then=F("order__goods_fen") * F("bps") / BPS),
    default=Coalesce("fen", (F("order__goods_fen") - F("order__goods_back_fen")) * F("bps") / BPS),
    output_field=BigIntegerField(),
)

# Whoever shares may hold the link of a gift, and must not learn its price: a gift shows an amount only once it
# is accepted, and if it was accepted by the sharer there is no commission.
SHOWN = Q(order__kind=Order.Kind.OWN) | Q(order__accepted_at__isnull=False)


def of(user):
    """Split lines of paid orders with `state` and `amount_fen`."""
    return _told(SplitLine.objects.filter(payee_key=SplitLine.payee_of(user)))


def by(link):
    """The same for orders that came by `link`; its owner is the only payee that such an order has."""
    return _told(SplitLine.objects.filter(order__linked__link=link))


def _told(lines):
    return lines.filter(order__paid_at__isnull=False).annotate(state=STATE, amount_fen=AMOUNT)


def own_orders(user):
    """Newest first, one by one: orders that people placed for themselves."""
    lines = of(user).filter(order__kind=Order.Kind.OWN).select_related("order__shop")
    lines = lines.annotate(day=TruncDate("order__paid_at"))
    return lines.order_by("-order_id")


def explained(lines):
    """`lines` that know whether an after-sale holds the money back (`is_held`)."""
    return lines.annotate(is_held=Exists(AfterSale.objects.holding().filter(order=OuterRef("order"))))


def base_fen(line):
    """What the rate is taken of: the goods, less what went back; of what is cancelled, what it would have been."""
    if line.state == State.CANCELLED:
        return line.order.goods_fen
    return line.order.goods_left_fen if line.order.fee_base_fen is None else line.order.fee_base_fen


def reason(line):
    """Why a line of an own order stands as it does, in words; days only. `line` comes from `explained`."""
    order = line.order
    if line.state == State.SETTLED:
        return _("Settled on %(day)s") % {"day": localdate(order.released_at)}
    if line.state == State.CANCELLED:
        return _("The buyer got the money for the goods back")
    if line.is_held:
        return _("An after-sale is open")
    if order.state == Order.State.COMPLETED:
        return _("Can be sent back until %(day)s") % {"day": localdate(order.release_due_at)}
    return (
        _("Waits for the parcel to be received")
        if order.shipped_at
        else _("Waits for the parcel to be shipped")
    )


def gifts_by_day(user, *only, **narrowed):
    """Newest first: how many gifts were paid for on a day, by state, and what those among them that were
    accepted earn.
    """
    gifts = (
        of(user)
        .filter(*only, order__kind=Order.Kind.GIFT, **narrowed)
        .annotate(day=TruncDate("order__paid_at"))
    )
    days = gifts.values("day", "state").annotate(count=Count("pk"), total_fen=Sum("amount_fen", filter=SHOWN))
    return days.order_by("-day", "state")


def pending_fen(user):
    """What is still to settle; asked of the lines without an amount, of which an index knows the few."""
    lines = of(user).filter(SHOWN, fen__isnull=True, order__released_at__isnull=True)
    return lines.filter(state=State.PENDING).aggregate(fen=Sum("amount_fen", default=0))["fen"]


def outstanding(user):
    """Split lines of orders that may still settle commission of `user`, even of those whose payment is under way."""
    lines = SplitLine.objects.filter(payee_key=SplitLine.payee_of(user), order__released_at__isnull=True)
    return lines.exclude(order__state__in=GIVEN_BACK)


def is_outstanding(user):
    return outstanding(user).exists()
