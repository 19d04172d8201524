from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from giftshop.codes import new_code
from giftshop.rows import follow
from orders.models.querying import SHIP_NEXT, OrderQuerySet
from orders.transitions import ORDER, SETTLING, WECHAT_CODES, State
from payments.models import Refund


class Order(models.Model):
    """One purchase in one shop, for oneself or as a gift. Amounts are fen, times UTC by the database's clock.

    `buyer` pays and gets money back; `owner` gets the parcel: the buyer of an own order, the recipient of an
    accepted gift, or nobody yet (also for a guest, who holds a receipt link instead). `program` names the partner's
    program that shipped or withdrew it; what staff do stands in the admin's history.
    """

    class Kind(models.TextChoices):
        OWN = "own", _("For oneself")
        GIFT = "gift", _("Gift")

    State = State

    number = models.CharField(_("number"), max_length=16, default=new_code, editable=False)
    shop = models.ForeignKey(
        "shops.Shop", on_delete=models.PROTECT, related_name="orders", db_index=False, verbose_name=_("shop")
    )
    buyer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="orders_paid",
        db_index=False,
        verbose_name=_("buyer"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="orders_owned",
        db_index=False,
        verbose_name=_("parcel's owner"),
    )
    kind = models.CharField(_("kind"), max_length=4, choices=Kind)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PENDING_PAYMENT)
    payment = models.ForeignKey(
        "payments.Payment", on_delete=models.PROTECT, related_name="orders", verbose_name=_("payment")
    )
    goods_fen = models.PositiveBigIntegerField(_("goods, in fen"))
    freight_fen = models.PositiveBigIntegerField(_("freight, in fen"))
    fee_bps = models.PositiveIntegerField(_("platform fee, in basis points"))
    goods_back_fen = models.PositiveBigIntegerField(_("goods given back, in fen"), db_default=0)
    fee_base_fen = models.PositiveBigIntegerField(_("base of fee and commission, in fen"), null=True)
    fee_fen = models.PositiveBigIntegerField(_("platform fee, in fen"), null=True)
    held_fen = models.PositiveBigIntegerField(_("held at the release, in fen"), null=True)
    note = models.CharField(_("note"), max_length=200, blank=True)
    close_reason = models.CharField(_("closed because"), max_length=20, blank=True)
    program = models.CharField(_("shipped or withdrawn by"), max_length=255, blank=True, db_default="")

    placed_at = models.DateTimeField(_("placed"), db_default=TransactionNow())
    paid_at = models.DateTimeField(_("paid"), null=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True)
    locked_until = models.DateTimeField(_("address locked until"), null=True)
    ship_due_at = models.DateTimeField(_("ship by"), null=True)
    shipped_at = models.DateTimeField(_("shipped"), null=True)
    confirm_due_at = models.DateTimeField(_("counts as received from"), null=True)
    completed_at = models.DateTimeField(_("completed"), null=True)
    release_due_at = models.DateTimeField(_("money divided from"), null=True)
    released_at = models.DateTimeField(_("money divided"), null=True)
    backstop_at = models.DateTimeField(_("backstop"), null=True)
    closed_at = models.DateTimeField(_("closed"), null=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("order"), _("orders")
        constraints = [
            models.UniqueConstraint(fields=["number"], name="order_number_once"),
            models.CheckConstraint(condition=Q(goods_fen__gt=0), name="order_goods_positive"),
            models.CheckConstraint(
                condition=Q(goods_back_fen__lte=F("goods_fen")), name="order_goods_back_within_goods"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="order_state_known"),
            models.CheckConstraint(
                condition=Q(paid_at__isnull=False) | Q(state__in=[State.PENDING_PAYMENT, State.CANCELLED]),
                name="order_paid_before_anything_else",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SHIPPED) | Q(shipped_at__isnull=False, confirm_due_at__isnull=False),
                name="order_shipped_has_deadline",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.COMPLETED)
                | Q(completed_at__isnull=False, release_due_at__isnull=False),
                name="order_completed_has_deadline",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(state__in=[*SETTLING, State.REFUNDED]),
                name="order_released_once_settling",
            ),
        ]
        # As for gifts, a foreign key has no index of its own where another one begins with it.
        indexes = [
            # One partial index per sweep: it holds the open rows only, so it stays small however many orders are done.
            models.Index(
                fields=["confirm_due_at"], name="order_to_confirm", condition=Q(state=State.SHIPPED)
            ),
            models.Index(
                fields=["release_due_at"],
                name="order_to_release",
                condition=Q(state=State.COMPLETED, released_at__isnull=True),
            ),
            models.Index(
                fields=["backstop_at"],
                name="order_at_backstop",
                condition=Q(state__in=SETTLING, released_at__isnull=True),
            ),
            models.Index(fields=["owner", "-id"], name="order_of_owner"),
            models.Index(fields=["buyer", "-id"], name="order_of_buyer"),
            models.Index(fields=["shop", "state", "-id"], name="order_of_shop"),
            # All orders of a shop, the newest first; what was placed before or after is told apart within the index.
            models.Index(fields=["shop", "-id", "placed_at"], name="order_of_shop_placed"),
            # What was divided on a day, and for whom.
            models.Index(
                fields=["released_at"], name="order_by_division", condition=Q(released_at__isnull=False)
            ),
            # A day's orders lie together.
            BrinIndex(fields=["paid_at"], name="order_by_payment", autosummarize=True),
            # A shop's list begins with what is to be shipped, in the order of SHIP_NEXT.
            models.Index("shop", SHIP_NEXT.asc(), F("id").desc(), name="order_to_ship_next"),
        ]

    def __str__(self):
        return self.number

    @property
    def subject(self):
        """How the ledger, refunds and events name this order."""
        return f"order:{self.pk}"

    @property
    def refunds(self):
        """What goes or went back to the buyer, oldest first."""
        return Refund.objects.filter(subject=self.subject).order_by("pk")

    @property
    def total_fen(self):
        return self.goods_fen + self.freight_fen

    @property
    def goods_left_fen(self):
        """What the goods cost, less what was given back of it."""
        return self.goods_fen - self.goods_back_fen

    @property
    def is_released(self):
        return self.released_at is not None

    @property
    def wechat_code(self):
        return WECHAT_CODES[self.state]

    @property
    def is_gift(self):
        return self.kind == self.Kind.GIFT

    @cached_property
    def line(self):
        """The first line; a gift order has exactly one."""
        return self.lines.all()[0]

    @cached_property
    def disputes(self):
        """All after-sales, proposals too, oldest first; asked for once."""
        return list(self.aftersales.order_by("pk"))

    @property
    def is_overdue(self):
        """Whether it should have been shipped, by the web server's clock."""
        return (
            self.state == State.TO_SHIP
            and self.ship_due_at is not None
            and self.ship_due_at <= timezone.now()
        )

    @property
    def destination(self):
        """Where it goes, for its shop: known once it has to be shipped, before that None."""
        return getattr(self, "delivery", None) if self.paid_at else None

    @property
    def takes_aftersale(self):
        """Whether to offer one, by the web server's clock; the verb asks the database's."""
        is_locked = self.locked_until is not None and self.locked_until > timezone.now()
        return self.state in SETTLING and not self.is_released and not is_locked

    def can(self, verb):
        return ORDER.allows(verb, self.state)

    def refuse_unless(self, verb):
        """Raises IllegalTransition when `verb` does not start from the present state. The verb looks again
        under the lock.
        """
        ORDER.check(verb, self.state)

    @classmethod
    def lock(cls, pk):
        """The row, locked for the rest of the caller's transaction."""
        return cls.objects.locked().get(pk=pk)

    def write(self, **columns):
        """Write `columns`; the state is `move`'s. The caller holds the row's lock."""
        type(self).objects.filter(pk=self.pk).update(**columns)
        follow(self, columns)

    def move(self, verb, **columns):
        """Write the state that `verb` leads to, with `columns`. The caller holds the row's lock.

        Raises IllegalTransition.
        """
        self.write(state=ORDER.check(verb, self.state), **columns)


def after(window):
    """An SQL expression: the transaction's instant plus `window`."""
    return TransactionNow() + window
