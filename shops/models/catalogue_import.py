from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from giftshop import deadlines
from giftshop.clock import TransactionNow
from giftshop.transitions import Transitions
from shops.models.category import Category
from shops.models.shop import Shop

SWEEP = "shops.imports"


class CatalogueImportQuerySet(models.QuerySet):
    def due(self):
        return self.filter(state=CatalogueImport.State.RUNNING, next_at__lte=TransactionNow()).order_by(
            "next_at"
        )


class CatalogueImport(models.Model):
    """A file of goods: what it would change, then how far it has come, then what it did.

    `preview`, `refused` and `report` are for people to read; `written` counts the products of the file that are in.
    """

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("waiting for your word")
        RUNNING = "running", _("being brought in")
        DONE = "done", _("brought in")
        WITHDRAWN = "withdrawn", _("withdrawn")

    TRANSITIONS = Transitions(
        start=({State.PREVIEWED}, State.RUNNING),
        withdraw=({State.PREVIEWED}, State.WITHDRAWN),
        finish=({State.RUNNING}, State.DONE),
    )

    shop = models.ForeignKey(Shop, models.PROTECT, related_name="imports", verbose_name=_("shop"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("category")
    )
    file_name = models.CharField(_("file"), max_length=120)
    data = models.BinaryField()
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PREVIEWED)
    products = models.PositiveIntegerField(_("products"), default=0)
    written = models.PositiveIntegerField(_("brought in"), default=0)
    preview = models.JSONField(default=dict)
    refused = models.JSONField(default=list)
    report = models.JSONField(default=dict)
    next_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(_("created"), db_default=TransactionNow())
    done_at = models.DateTimeField(_("done"), null=True)

    objects = CatalogueImportQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("import of goods"), _("imports of goods")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["previewed", "running", "done", "withdrawn"]),
                name="import_state",
            ),
            models.CheckConstraint(
                condition=models.Q(written__lte=models.F("products")), name="import_written_of_products"
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], condition=models.Q(state="running"), name="import_due"),
            models.Index(fields=["shop", "-id"], name="import_of_shop"),
        ]

    def __str__(self):
        return self.file_name

    def start(self):
        """previewed → running; a worker goes on from there. Raises IllegalTransition."""
        self._move("start", next_at=TransactionNow())
        transaction.on_commit(lambda: deadlines.nudge(SWEEP))

    def withdraw(self):
        """previewed → withdrawn. Raises IllegalTransition."""
        self._move("withdraw")

    def finish(self, report):
        """running → done. Raises IllegalTransition."""
        self._move("finish", report=report, done_at=TransactionNow(), next_at=None)

    @transaction.atomic
    def _move(self, verb, **fields):
        row = CatalogueImport.objects.select_for_update(no_key=True).only("state").get(pk=self.pk)
        state = self.TRANSITIONS.check(verb, row.state)
        CatalogueImport.objects.filter(pk=self.pk).update(state=state, **fields)
        self.refresh_from_db(fields=["state"])
