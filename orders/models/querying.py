"""Which orders are whose, and which are due."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Exists, F, Prefetch, When

from accounts.phones import blind_index
from giftshop.clock import TransactionNow
from orders.aftersale.models import AfterSale
from orders.aftersale.transitions import WAITING
from orders.models.delivery import Delivery
from orders.models.line import Line
from orders.models.shipment import Shipment
from orders.transitions import SETTLING, State

# The queue of a shop: what is to be shipped, the soonest due first; what needs nobody's hand, NULL, comes after.
SHIP_NEXT = Case(When(state=State.TO_SHIP, then=F("ship_due_at")))


class OrderQuerySet(models.QuerySet):
    def locked(self):
        return self.select_for_update(no_key=True, of=("self",)).order_by("pk")

    def own(self, user):
        """What `user` has bought for themselves."""
        return self.filter(owner=user, kind=self.model.Kind.OWN)

    def with_lines(self):
        return self.prefetch_related(Prefetch("lines", Line.objects.for_display()))

    def found(self, text):
        """By order number, by tracking number, or by the phone of a parcel that may be known to the shop. Each is asked
        of its own index.
        """
        ways = [
            self.model.objects.filter(number=text.upper()).values("pk"),
            Shipment.objects.filter(tracking_number=Shipment.spelled(text)).values("order_id"),
        ]
        try:
            index = blind_index(text)
            paid = {"order__paid_at__isnull": False}
            ways.append(Delivery.objects.filter(phone_index=index, **paid).values("order_id"))
        except ValidationError:
            pass  # it is no phone number
        return self.filter(pk__in=ways[0].union(*ways[1:]))

    def by_subject(self, subjects):
        """{subject: order} for the names that the ledger, refunds and splits use."""
        orders = self.filter(pk__in={int(subject.partition(":")[2]) for subject in subjects})
        return {order.subject: order for order in orders}

    def overdue(self):
        return self.filter(state=State.TO_SHIP, ship_due_at__lte=TransactionNow())

    def packed(self):
        """Whose parcel stands on the table or is on its way."""
        return self.filter(state__in=[State.TO_SHIP, State.SHIPPED])

    def to_confirm(self):
        """An open after-sale stops it."""
        due = self.filter(state=State.SHIPPED, confirm_due_at__lte=TransactionNow())
        return due.exclude(Exists(AfterSale.objects.of_each_order().open())).order_by("confirm_due_at")

    def to_release(self):
        """An after-sale stops it that is open or may still be appealed."""
        due = self.filter(
            state=State.COMPLETED, released_at__isnull=True, release_due_at__lte=TransactionNow()
        )
        return due.exclude(Exists(AfterSale.objects.of_each_order().holding())).order_by("release_due_at")

    def at_backstop(self):
        return self.filter(
            state__in=SETTLING, released_at__isnull=True, backstop_at__lte=TransactionNow()
        ).order_by("backstop_at")

    def with_aftersale_due(self):
        """Whose after-sale has waited long enough. After-sales are written under the order's lock: so it is swept."""
        waiting = {"aftersales__state__in": WAITING, "aftersales__due_at__lte": TransactionNow()}
        return self.filter(**waiting).order_by("aftersales__due_at")
