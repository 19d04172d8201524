from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _

from gifts import links
from gifts.covers import Cover
from giftshop.codes import new_code
from orders.models import Line, Order
from shops.models.shop import SUSPENDED


class GiftQuerySet(models.QuerySet):
    def locked(self):
        return self.select_for_update(no_key=True, of=("self",)).order_by("pk")

    def for_display(self):
        """Rows with everything a page shows of them: two queries, however many rows."""
        related = [
            "order__shop",
            "order__payment",
            "order__shipment",
            "giver",
            "contact",
            "recipient",
            "own_cover",
        ]
        lines = Prefetch("order__lines", Line.objects.for_display())
        return self.select_related(*related).prefetch_related(lines)

    def to_expire(self):
        return self.filter(state=Gift.State.PENDING, expire_after__lte=TransactionNow()).order_by(
            "expire_after"
        )

    def to_take_back(self):
        """Pending although their shop is suspended."""
        waiting = Q(order__state=Order.State.AWAITING_ACCEPTANCE, order__shop__state=SUSPENDED)
        return self.filter(waiting, state=Gift.State.PENDING)

    def to_remind(self):
        return self.filter(state=Gift.State.PENDING, remind_at__lte=TransactionNow()).order_by("remind_at")


class Gift(models.Model):
    """One unit of one variant from one giver to one recipient: the truth about acceptance. Its order is the truth about
    fulfilment, and one verb moves both.

    unpaid → pending → accepted | declined | expired | suspended, and unpaid → cancelled. Times are UTC by the
    database's clock. A gift accepted by a guest has no recipient but a receipt.
    """

    class State(models.TextChoices):
        UNPAID = "unpaid", _("Not paid")
        PENDING = "pending", _("Waiting to be accepted")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        EXPIRED = "expired", _("Not accepted in time")
        SUSPENDED = "suspended", _("Given back by the shop")
        CANCELLED = "cancelled", _("Cancelled")

    GIVEN_BACK = [State.DECLINED, State.EXPIRED, State.SUSPENDED]

    code = models.CharField(_("code"), max_length=16, default=new_code, editable=False)
    order = models.OneToOneField(
        "orders.Order", on_delete=models.PROTECT, related_name="gift", verbose_name=_("order")
    )
    giver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="gifts_given", db_index=False
    )
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="gifts_addressed",
        db_index=False,
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="gifts_received",
        db_index=False,
    )
    greeting = models.CharField(max_length=60)
    cover = models.CharField(
        max_length=20, choices=Cover, default=Cover.CLASSIC, blank=True
    )  # empty with an own one
    own_cover = models.ForeignKey(
        "gifts.ShopCover", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )  # of the order's shop, says a trigger
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UNPAID)
    link_version = models.PositiveIntegerField(default=1)
    link_key_id = models.CharField(max_length=8, default=links.writing_key_id)
    receipt_digest = models.CharField(max_length=64, blank=True)
    decline_word = models.CharField(max_length=60, blank=True)

    created_at = models.DateTimeField(_("placed"), db_default=TransactionNow())
    # Acceptance is refused from deadline_at on. The sweep looks at expire_after, which starts equal and is
    # pushed forward when a row cannot be swept, so that a poison row never reopens the gift.
    deadline_at = models.DateTimeField(_("can be accepted until"), null=True)
    expire_after = models.DateTimeField(_("next look at the deadline"), null=True)
    remind_at = models.DateTimeField(_("reminder"), null=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True)
    closed_at = models.DateTimeField(_("closed"), null=True)

    objects = GiftQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("gift"), _("gifts")
        constraints = [
            models.UniqueConstraint(fields=["code"], name="gift_code_once"),
            models.CheckConstraint(
                condition=Q(own_cover__isnull=True) & ~Q(cover="") | Q(own_cover__isnull=False, cover=""),
                name="gift_one_cover",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["unpaid", "cancelled"])
                | Q(deadline_at__isnull=False, expire_after__isnull=False),
                name="gift_paid_has_deadline",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "unpaid",
                        "pending",
                        "accepted",
                        "declined",
                        "expired",
                        "suspended",
                        "cancelled",
                    ]
                ),
                name="gift_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", accepted_at__isnull=False)
                | (
                    ~Q(state="accepted")
                    & Q(accepted_at__isnull=True, recipient__isnull=True, receipt_digest="")
                ),
                name="gift_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(recipient__isnull=False) | ~Q(receipt_digest=""),
                name="gift_guest_has_receipt",
            ),
            models.CheckConstraint(
                condition=Q(recipient__isnull=True) | ~Q(recipient=models.F("giver")),
                name="gift_not_to_oneself",
            ),
            models.CheckConstraint(
                condition=Q(contact__isnull=True)
                | Q(recipient__isnull=True)
                | Q(recipient=models.F("contact")),
                name="gift_named_contact_only",
            ),
        ]
        # Every change of state writes to every index that is not partial, so there is none that another one covers:
        # no second one for a foreign key, none for LIKE on the code.
        indexes = [
            # What the expiry sweep walks: pending gifts only, in the order in which they are due.
            models.Index(fields=["expire_after"], name="gift_to_expire", condition=Q(state="pending")),
            models.Index(
                fields=["remind_at"],
                name="gift_to_remind",
                condition=Q(state="pending", remind_at__isnull=False),
            ),
            models.Index(fields=["giver", "-id"], name="gift_of_giver"),
            models.Index(fields=["recipient", "-id"], name="gift_of_recipient"),
            models.Index(fields=["contact", "-id"], name="gift_of_contact"),
            # A day's acceptances and returns lie together: an index of a few pages, and updates stay cheap.
            BrinIndex(fields=["accepted_at"], name="gift_by_acceptance", autosummarize=True),
            BrinIndex(fields=["closed_at"], name="gift_by_closing", autosummarize=True),
        ]

    def __str__(self):
        return self.code

    @property
    def subject(self):
        return f"gift:{self.pk}"

    @property
    def is_pending(self):
        return self.state == self.State.PENDING

    @property
    def is_live(self):
        """Whether what the giver sees may change by itself."""
        if self.is_given_back:
            return self.order.refunds.owed().exists()
        if self.accepted_at and any(dispute.is_open for dispute in self.order.disputes):
            return True
        return self.state in {self.State.UNPAID, self.State.PENDING} or self.order.state in {
            "to_ship",
            "shipped",
        }

    @property
    def is_given_back(self):
        return self.state in self.GIVEN_BACK

    @property
    def shown_cover(self):
        """The Cover or ShopCover that the giver chose."""
        return self.own_cover or Cover(self.cover)

    @classmethod
    def lock(cls, pk):
        """The row, locked for the rest of the caller's transaction."""
        return cls.objects.locked().get(pk=pk)
