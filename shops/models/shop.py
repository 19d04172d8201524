from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.lines import validate_line
from giftshop import events
from giftshop.clock import TransactionNow
from giftshop.transitions import Transitions
from shops import refusals
from shops.ports import SUSPENSION
from shops.search import index

DRAFT, IN_REVIEW, ACTIVE, SUSPENDED = "draft", "in_review", "active", "suspended"
STATES = [
    (DRAFT, _("being set up")),
    (IN_REVIEW, _("waiting for approval")),
    (ACTIVE, pgettext_lazy("shop", "active")),
    (SUSPENDED, _("suspended")),
]
MAX_COMMISSION_BPS = 2_900  # with the platform's fee of 1 % this is the provider's split limit of 30 %
TRANSITIONS = Transitions(
    ask=({DRAFT}, IN_REVIEW),
    send_back=({IN_REVIEW}, DRAFT),
    approve=({DRAFT, IN_REVIEW}, ACTIVE),
    suspend=({ACTIVE}, SUSPENDED),
    reinstate=({SUSPENDED}, ACTIVE),
)


class ShopQuerySet(models.QuerySet):
    def active(self):
        return self.filter(state=ACTIVE)

    def in_review(self):
        return self.filter(state=IN_REVIEW)

    def run_by(self, user):
        """The shops that `user` may see behind the counter: all of them for the operator."""
        return self if user.is_superuser else self.filter(staff__user=user)


class Shop(models.Model):
    """A merchant's store. Freight is in fen and flat; `refuses_provinces` are names as in an address.

    draft → in_review → active ⇄ suspended. Shoppers see only what is active; while it is not `open` they see it and its
    goods, and nothing new can be bought there.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=60)
    logo = models.ImageField(_("logo"), upload_to="logos", max_length=60, blank=True, db_default="")
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=STATES,
        default=ACTIVE,
        editable=False,
    )
    sent_back_because = models.CharField(
        _("why it was sent back"), max_length=200, blank=True, db_default="", editable=False
    )
    open = models.BooleanField(
        _("open for orders"),
        default=True,
        db_default=True,
        help_text=_(
            "Closed for a while, the shop and its goods stay visible and nothing new can be bought. What is paid or "
            "waits for its payment goes on."
        ),
    )
    closed_words = models.CharField(
        _("words to shoppers while it is closed"),
        max_length=60,
        blank=True,
        db_default="",
        validators=[validate_line],
        help_text=_("Such as: closed for the Spring Festival, back on the 8th."),
    )
    gifting = models.BooleanField(_("offers gifts"), default=True)
    gift_freight_fen = models.PositiveIntegerField(_("freight of a gift, in fen"), default=0)
    freight_fen = models.PositiveIntegerField(_("freight of an order, in fen"), default=0)
    refuses_provinces = ArrayField(
        models.CharField(max_length=30),
        verbose_name=_("provinces not delivered to"),
        default=list,
        blank=True,
    )
    default_commission_bps = models.PositiveSmallIntegerField(
        _("commission of sharers"),
        default=0,
        validators=[MaxValueValidator(MAX_COMMISSION_BPS)],
    )
    promoter_bps = models.PositiveSmallIntegerField(
        _("commission of promoters"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MAX_COMMISSION_BPS)],
        help_text=_("Empty: the shop does not work with promoters, who share across shops."),
    )
    merchant_number = models.CharField(
        _("number at the payment provider"),
        max_length=32,
        blank=True,
        db_default="",
        validators=[RegexValidator("^[0-9]{8,10}$")],
        help_text=_(
            "At WeChat Pay the sub_mchid. Without it the shop cannot be paid in service-provider mode."
        ),
    )
    aftersale_address = models.CharField(
        _("where goods are sent back to"),
        max_length=200,
        blank=True,
        db_default="",
        help_text=_(
            "Name, phone and address in one line. Without it nothing can be returned, only paid back."
        ),
    )
    created_at = models.DateTimeField(_("created"), db_default=TransactionNow(), editable=False)

    objects = ShopQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("shop"), _("shops")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[DRAFT, IN_REVIEW, ACTIVE, SUSPENDED]), name="shop_state"
            ),
            models.CheckConstraint(
                condition=models.Q(default_commission_bps__range=(0, MAX_COMMISSION_BPS)),
                name="shop_commission",
            ),
            models.CheckConstraint(
                condition=models.Q(promoter_bps__isnull=True)
                | models.Q(promoter_bps__range=(0, MAX_COMMISSION_BPS)),
                name="shop_promoter_commission",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        with transaction.atomic():
            super().save(*args, **kwargs)
            index.rename(shop=self)

    def get_absolute_url(self):
        return reverse("shops:shop", args=[self.code])

    def delivers_to(self, province: str) -> bool:
        return province not in self.refuses_provinces

    @property
    def being_set_up(self):
        return self.state in {DRAFT, IN_REVIEW}

    def sale_refusal(self):
        """Why nothing can be bought here now (a Refused), or None."""
        if self.being_set_up:
            return refusals.ShopNotOpen()
        if self.state != ACTIVE:
            return refusals.ShopSuspended()
        return None if self.open else refusals.ShopClosed(self.closed_words or None)

    def begin(self):
        """Save it as a new shop: nobody but its staff and the operator sees it before it is approved."""
        with transaction.atomic():
            self.state = DRAFT
            self.save()
            self._record("shop.draft")

    def change(self, *, by, **fields):
        """What its owners may change at any time; an event names the columns and `by`, e.g. "application:7"."""
        with transaction.atomic():
            shop = Shop.objects.select_for_update(no_key=True).get(pk=self.pk)
            changed = [name for name, value in fields.items() if getattr(shop, name) != value]
            for name in changed:
                setattr(shop, name, fields[name])
            if changed:
                shop.save(update_fields=changed)
                events.record(
                    "shop.changed", f"shop:{shop.pk}", shop_id=shop.pk, by=by, fields=sorted(changed)
                )
        return shop

    def lacks(self):
        """What a shopper would miss, in words; without these nobody is asked for an approval."""
        lacking = []
        if not self.products.filter(on_shelf=True, price_from_fen__isnull=False).exists():
            lacking.append(_("a product on the shelf"))
        if not self.aftersale_address:
            lacking.append(_("an address where goods are sent back to"))
        return lacking

    def ask(self):
        """draft → in_review, by an owner. Raises ShopNotReady and IllegalTransition."""
        if lacking := self.lacks():
            raise refusals.ShopNotReady(", ".join(map(str, lacking)))
        with transaction.atomic():
            self._move("ask")

    def send_back(self, reason):
        """in_review → draft, by the operator, for the owners to read why. Raises ReasonMissing, IllegalTransition."""
        if not reason.strip():
            raise refusals.ReasonMissing
        with transaction.atomic():
            self._move("send_back", "shop.sent_back", sent_back_because=reason.strip())

    def approve(self):
        """draft or in_review → active, by the operator. Raises IllegalTransition."""
        with transaction.atomic():
            self._move("approve", "shop.approved", sent_back_because="")

    def suspend(self):
        """active → suspended, by the operator; the other apps give back what is pending in this transaction.

        Raises IllegalTransition unless the shop is active.
        """
        with transaction.atomic():
            self._move("suspend")
            for _key, handler in SUSPENSION:
                handler(self)

    def reinstate(self):
        """suspended → active, by the operator. Raises IllegalTransition unless the shop is suspended."""
        with transaction.atomic():
            self._move("reinstate")

    def _move(self, verb, event="", **columns):
        self.state = (
            Shop.objects.select_for_update(no_key=True).values_list("state", flat=True).get(pk=self.pk)
        )
        self.state = TRANSITIONS.check(verb, self.state)
        for name, value in columns.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *columns])
        index.recount(self)
        self._record(event or f"shop.{self.state}")

    def _record(self, event):
        events.record(event, f"shop:{self.pk}", shop_id=self.pk)
