"""Which orders are whose, and which are due."""

from django.db import models
from django.db.models import Exists, Prefetch

from giftshop.clock import TransactionNow
from orders.aftersale.models import AfterSale
from orders.aftersale.transitions import WAITING
from orders.models.line import Line
from orders.transitions import SETTLING, State


class OrderQuerySet(models.QuerySet):
    def locked(self):
        return self.select_for_update(no_key=True, of=("self",)).order_by("pk")

    def own(self, user):
        """What `user` has bought for themselves."""
        return self.filter(owner=user, kind=self.model.Kind.OWN)

    def with_lines(self):
        return self.prefetch_related(Prefetch("lines", Line.objects.for_display()))

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
