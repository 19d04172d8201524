"""What a sharer has earned, derived from split lines and their orders: nothing is kept twice."""

from django.db.models import BigIntegerField, Case, Count, F, IntegerChoices, Q, Sum, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from giftshop.money import BPS
from orders.models import Order, SplitLine

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
    lines = SplitLine.objects.filter(payee_key=SplitLine.payee_of(user), order__paid_at__isnull=False)
    return lines.annotate(state=STATE, amount_fen=AMOUNT)


def own_orders(user):
    """Newest first, one by one: orders that people placed for themselves."""
    lines = of(user).filter(order__kind=Order.Kind.OWN).select_related("order__shop")
    return lines.order_by("-order_id")


def gifts_by_day(user):
    """Newest first: how many gifts were paid for on a day, by state, and what those among them that were
    accepted earn.
    """
    gifts = of(user).filter(order__kind=Order.Kind.GIFT).annotate(day=TruncDate("order__paid_at"))
    days = gifts.values("day", "state").annotate(count=Count("pk"), total_fen=Sum("amount_fen", filter=SHOWN))
    return days.order_by("-day", "state")


def totals(user):
    """`pending_fen` and `settled_fen`."""
    sums = {
        "pending_fen": Sum("amount_fen", filter=Q(state=State.PENDING), default=0),
        "settled_fen": Sum("amount_fen", filter=Q(state=State.SETTLED), default=0),
    }
    return of(user).filter(SHOWN).aggregate(**sums)


def is_outstanding(user):
    """Whether an order may still settle commission of `user`, even one whose payment is under way."""
    lines = SplitLine.objects.filter(payee_key=SplitLine.payee_of(user), order__released_at__isnull=True)
    return lines.exclude(order__state__in=GIVEN_BACK).exists()
