from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.lines import validate_line
from accounts.models.user import SHADES
from giftshop import events
from giftshop.clock import ClockTimestamp, TransactionNow, db_now
from giftshop.codes import new_code
from sharers.models.promoter import ACTIVE, Promoter
from sharers.refusals import AlreadyInShowcase, NoSuchSlot, NotToShow, SharingSuspended, SlotLocked
from shops.models import Product

PICTURES = ("avatar", "banner")


class ShowcaseQuerySet(models.QuerySet):
    def visible(self):
        """What visitors may see; the same rule as `Showcase.is_shown` with an active promoter."""
        return self.filter(shown=True, taken_down=False, promoter__state=ACTIVE)

    def listed(self):
        """What the boards may show."""
        return self.visible().filter(listed=True)

    def begin(self, user, name):
        """`user` agrees to the terms of promoters, if that is new, and opens a showcase."""
        with transaction.atomic():
            return self.open(Promoter.objects.join(user), name)

    def open(self, promoter, name):
        """The showcase of `promoter`, with the link that counts its visits; a second one is never opened.

        Raises SharingSuspended.
        """
        if not promoter.is_active:
            raise SharingSuspended
        with transaction.atomic():
            showcase, new = self.get_or_create(promoter=promoter, defaults={"name": name})
            if new:
                promoter.links.create(showcase=showcase)
                events.record("showcase.opened", showcase.subject)
            return showcase


class Showcase(models.Model):
    """购物号: a promoter's own page of a few recommended products.

    `shown` and `listed` are its owner's choice, `taken_down` the operator's. Influence and rank are what the task
    counted last, of the last INFLUENCE_WINDOW.
    """

    promoter = models.OneToOneField("sharers.Promoter", models.PROTECT, related_name="showcase")
    code = models.CharField(_("code"), max_length=16, unique=True, default=new_code, editable=False)
    name = models.CharField(_("name"), max_length=20, validators=[validate_line])
    words = models.CharField(_("words to visitors"), max_length=60, blank=True, validators=[validate_line])
    avatar = models.ImageField(_("picture"), upload_to="showcases", max_length=60, blank=True)
    banner = models.ImageField(_("banner"), upload_to="showcases", max_length=60, blank=True)
    shown = models.BooleanField(_("open to visitors"), default=True)
    listed = models.BooleanField(_("on the boards"), default=False)
    shows_sales = models.BooleanField(_("shows how often a product was bought here"), default=False)
    taken_down = models.BooleanField(_("taken down"), default=False, editable=False)
    opened_at = models.DateTimeField(_("opened"), db_default=TransactionNow(), editable=False)

    influence = models.PositiveIntegerField(_("influence"), db_default=0, editable=False)
    settled_fen = models.PositiveBigIntegerField(
        _("commission settled, in fen"), db_default=0, editable=False
    )
    buyers = models.PositiveIntegerField(_("buyers"), db_default=0, editable=False)
    visitors = models.PositiveIntegerField(_("visitors"), db_default=0, editable=False)
    rank = models.PositiveIntegerField(_("rank"), null=True, editable=False)
    counted_at = models.DateTimeField(_("counted"), null=True, editable=False)

    objects = ShowcaseQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("showcase"), _("showcases")
        indexes = [
            models.Index(fields=["rank"], name="showcase_on_the_board", condition=Q(rank__isnull=False)),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("sharers:showcase", args=[self.code])

    @property
    def public_url(self):
        """The absolute address."""
        return settings.PUBLIC_URL + self.get_absolute_url()

    @property
    def subject(self):
        return f"showcase:{self.pk}"

    @property
    def is_shown(self):
        return self.shown and not self.taken_down

    @property
    def initial(self):
        """What stands in for a picture; the person's own is not for everybody."""
        return self.name[:1].upper()

    @property
    def shade(self):
        return self.pk % SHADES

    @property
    def slot_count(self):
        """How many products it may show: SHOWCASE_SLOTS, and more with influence."""
        steps = settings.SHOWCASE_SLOT_STEPS.items()
        return max([settings.SHOWCASE_SLOTS, *(slots for least, slots in steps if self.influence >= least)])

    def edit(self, **columns):
        """By its owner. A picture that is replaced is deleted once the transaction is committed."""
        with transaction.atomic():
            held = self._held()
            if not (columns.get("shown", held.shown) and columns.get("listed", held.listed)):
                columns["rank"] = None
            for name in set(PICTURES) & set(columns):
                held._drop_picture(name, columns[name])
            Showcase.objects.filter(pk=self.pk).update(**columns)
            events.record("showcase.edited", self.subject)
        self.refresh_from_db(fields=list(columns))

    def erase(self):
        """Its owner leaves: nothing of the person stays, and the code leads nowhere."""
        self.edit(name="–", words="", avatar="", banner="", shown=False, listed=False)
        self.slots.all().delete()

    def place(self, position, product):
        """Put `product` into the slot, which is then locked for SHOWCASE_SLOT_LOCK.

        Raises NoSuchSlot, SlotLocked while what is there is still on the shelf, AlreadyInShowcase, NotToShow for what
        nobody can buy.
        """
        with transaction.atomic():
            held = self._held()
            held.refuse_beyond(position)
            held.refuse_locked(position)
            if held.slots.filter(product=product).exclude(position=position).exists():
                raise AlreadyInShowcase
            if not Product.objects.visible().filter(pk=product.pk).exists():
                raise NotToShow
            held._put({position: product.pk})

    def empty(self, position):
        """Nothing stands there any more. It is a change like any other. Raises NoSuchSlot, SlotLocked."""
        with transaction.atomic():
            held = self._held()
            held._standing(position)
            held._put({position: None})

    def move(self, position, to):
        """What stands in one slot goes `to` another, and what stood there comes back: both are changed.

        Raises NoSuchSlot, SlotLocked.
        """
        with transaction.atomic():
            held = self._held()
            held.refuse_beyond(to)
            held.refuse_locked(to)
            moved = held._standing(position)
            there = held.slots.filter(position=to).exclude(position=position).first()
            held._put({position: there and there.product_id, to: moved.product_id})

    def refuse_beyond(self, position):
        """Raises NoSuchSlot."""
        if not 1 <= position <= self.slot_count:
            raise NoSuchSlot

    def refuse_locked(self, position):
        """Raises SlotLocked. A product that has left the shelf may be replaced at once."""
        slot = self.slots.filter(position=position).first()
        if slot is None or slot.locked_until <= db_now():
            return
        if slot.product_id is None or Product.objects.visible().filter(pk=slot.product_id).exists():
            raise SlotLocked(until=slot.locked_until.isoformat())

    def _held(self):
        # The showcase is the gate: of two changes of a slot at once the second finds it locked.
        return Showcase.objects.select_for_update(no_key=True).get(pk=self.pk)

    def _standing(self, position):
        """The slot with something in it that may be changed now."""
        slot = self.slots.filter(position=position, product__isnull=False).first()
        if slot is None:
            raise NoSuchSlot
        self.refuse_locked(position)
        return slot

    def _put(self, changes):
        """{position: product id or None}. First out and then in, since a product stands in one slot at a time."""
        self.slots.filter(position__in=changes).update(product=None)
        for position, product_id in sorted(changes.items()):
            changed = {"product_id": product_id, "changed_at": ClockTimestamp(), "sold": 0}
            self.slots.update_or_create(position=position, defaults=changed)
        events.record("showcase.changed", self.subject, positions=sorted(changes))

    def _drop_picture(self, name, instead):
        old = getattr(self, name).name
        if old and old != instead:
            transaction.on_commit(lambda: default_storage.delete(old))

    def take_down(self):
        """By the operator: nobody sees it, nothing counts by it."""
        self._set(taken_down=True, rank=None)

    def put_back(self):
        self._set(taken_down=False)

    def _set(self, **columns):
        with transaction.atomic():
            Showcase.objects.filter(pk=self.pk).update(**columns)
            kind = "showcase.taken_down" if columns["taken_down"] else "showcase.put_back"
            events.record(kind, self.subject)
        self.refresh_from_db(fields=list(columns))


class Slot(models.Model):
    """One place of a showcase and what stands there, or nothing since it was emptied. What leaves the shelf is not
    shown, and comes back with it.

    `sold` is how often it was bought by the showcase's link lately, as counted last where the owner shows it.
    """

    showcase = models.ForeignKey(Showcase, models.CASCADE, related_name="slots", db_index=False)
    position = models.PositiveSmallIntegerField()
    product = models.ForeignKey("shops.Product", models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField()
    sold = models.PositiveIntegerField(db_default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["showcase", "position"], name="slot_once"),
            models.UniqueConstraint(fields=["showcase", "product"], name="slot_product_once"),
            models.CheckConstraint(condition=Q(position__gte=1), name="slot_position"),
        ]

    def __str__(self):
        return f"{self.showcase} {self.position}"

    @property
    def locked_until(self):
        return self.changed_at + settings.SHOWCASE_SLOT_LOCK
