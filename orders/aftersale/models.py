from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q
from django.utils.translation import gettext_lazy as _

from giftshop.clock import TransactionNow
from giftshop.codes import new_code
from giftshop.rows import follow
from orders.aftersale.reasons import Reason
from orders.aftersale.transitions import AFTERSALE, OPEN, WAITING, WECHAT_CODES, Kind, State
from orders.models.shipment import Carrier

WORDS = 200  # characters that either side may write


class AfterSaleQuerySet(models.QuerySet):
    def of_each_order(self):
        """For a subquery of orders."""
        return self.filter(order=OuterRef("pk"))

    def open(self):
        return self.filter(state__in=OPEN)

    def holding(self):
        """While there is such a row the order's money is not divided: open, or rejected and still to be appealed."""
        return self.filter(Q(state__in=OPEN) | Q(state=State.REJECTED, due_at__gt=TransactionNow()))

    def due(self):
        return self.filter(state__in=WAITING, due_at__lte=TransactionNow())


class AfterSale(models.Model):
    """A request for money back on an order, with or without the goods. Amounts are fen, times UTC by the database's
    clock.

    `goods_fen` and `freight_fen` are asked for and, once granted, granted: the shop says yes to all of it or no. The
    money goes to whoever paid. `opened_by` is None for a guest. `due_at` is when the state ends by itself: the answer,
    the posting, the receipt; of a rejection, until when it can be appealed, None once it is final. `kept_back` says
    that the order's money was divided meanwhile, all but what is asked for here. `decided_by` answered last, or a
    partner's `program` of this name; neither is the answer of silence.
    """

    Kind, State, Reason = Kind, State, Reason

    number = models.CharField(_("number"), max_length=16, default=new_code, editable=False)
    order = models.ForeignKey(
        "orders.Order",
        on_delete=models.PROTECT,
        related_name="aftersales",
        db_index=False,
        verbose_name=_("order"),
    )
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    state = models.CharField(_("state"), max_length=9, choices=State)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("opened by"),
    )
    reason = models.CharField(_("reason"), max_length=16, choices=Reason)
    words = models.CharField(_("in the requester's words"), max_length=WORDS, blank=True)
    goods_fen = models.PositiveBigIntegerField(_("goods, in fen"))
    freight_fen = models.PositiveBigIntegerField(_("freight, in fen"))
    merchant_at_fault = models.BooleanField(_("the shop's fault"))
    kept_back = models.BooleanField(_("kept back at the release"), db_default=False)
    return_to = models.CharField(_("return to"), max_length=WORDS, blank=True)
    carrier = models.CharField(_("carrier"), max_length=8, choices=Carrier, blank=True)
    tracking_number = models.CharField(_("tracking number"), max_length=32, blank=True)
    rejection = models.CharField(_("why the shop rejects it"), max_length=WORDS, blank=True)
    appeal = models.CharField(_("words to the operator"), max_length=WORDS, blank=True)
    verdict = models.CharField(_("why the operator rejects it"), max_length=WORDS, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name=_("decided by"),
    )
    program = models.CharField(_("decided by the program"), max_length=255, blank=True, db_default="")

    due_at = models.DateTimeField(_("due"), null=True)
    proposed_at = models.DateTimeField(_("proposed"), null=True)
    requested_at = models.DateTimeField(_("requested"), null=True)
    answered_at = models.DateTimeField(_("answered by the shop, or by its silence"), null=True)
    appealed_at = models.DateTimeField(_("appealed"), null=True)
    decided_at = models.DateTimeField(_("decided by the operator"), null=True)
    posted_at = models.DateTimeField(_("posted back"), null=True)
    received_at = models.DateTimeField(_("received back"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = AfterSaleQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("after-sale"), _("after-sales")
        constraints = [
            models.UniqueConstraint(fields=["number"], name="aftersale_number_once"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | Q(program=""), name="aftersale_decided_by_one"
            ),
            models.UniqueConstraint(
                fields=["order"], condition=Q(state__in=OPEN), name="aftersale_one_open_per_order"
            ),
            models.UniqueConstraint(
                fields=["order"], condition=Q(state=State.PROPOSED), name="aftersale_one_proposal_per_order"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="aftersale_state_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="aftersale_kind_known"),
            models.CheckConstraint(condition=Q(goods_fen__gt=0), name="aftersale_goods_positive"),
            models.CheckConstraint(
                condition=Q(due_at__isnull=False) | ~Q(state__in=WAITING), name="aftersale_waits_until"
            ),
            models.CheckConstraint(
                condition=Q(requested_at__isnull=False)
                | Q(proposed_at__isnull=False, state__in=[State.PROPOSED, State.WITHDRAWN]),
                name="aftersale_requested_or_proposed",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.RETURNING)
                | (Q(posted_at__isnull=False) & ~Q(carrier="") & ~Q(tracking_number="")),
                name="aftersale_returning_has_parcel",
            ),
        ]
        indexes = [
            # What the sweep looks for: those that wait, in the order in which they fall due.
            models.Index(fields=["due_at"], name="aftersale_due", condition=Q(state__in=WAITING)),
            models.Index(fields=["order", "-id"], name="aftersale_of_order"),
        ]

    def __str__(self):
        return self.number

    @property
    def amount_fen(self):
        return self.goods_fen + self.freight_fen

    @property
    def wechat_code(self):
        """What 微信小店 calls the state; "" for a proposal."""
        return WECHAT_CODES.get((self.state, self.kind), "")

    @property
    def is_open(self):
        return self.state in OPEN

    def can(self, verb):
        return AFTERSALE.allows(verb, self.state)

    def refuse_unless(self, verb):
        """Raises IllegalTransition when `verb` does not start from the present state."""
        AFTERSALE.check(verb, self.state)

    def move(self, verb, **columns):
        """Write the state that `verb` leads to, with `columns`. The caller holds the lock of the order: whoever writes
        an after-sale does, so it has none of its own.

        Raises IllegalTransition.
        """
        columns["state"] = AFTERSALE.check(verb, self.state)
        type(self).objects.filter(pk=self.pk).update(**columns)
        follow(self, columns)
