"""Gifts that a partner sends together: a job that a worker carries out item by item."""

from django.db import models
from django.db.models import Count, Q

from giftshop.clock import TransactionNow
from giftshop.codes import new_code


class BatchQuerySet(models.QuerySet):
    def counted(self):
        """Each with how many items it has, and what became of them."""
        return self.annotate(
            total=Count("items"),
            placed=Count("items__gift"),
            refused=Count("items", filter=Q(items__problem__isnull=False)),
        )


class GiftBatch(models.Model):
    number = models.CharField(max_length=16, default=new_code, unique=True)
    application = models.ForeignKey("api.Application", models.PROTECT, related_name="batches")
    created_at = models.DateTimeField(db_default=TransactionNow())

    objects = BatchQuerySet.as_manager()

    @property
    def state(self):
        """Of one that was `counted`."""
        return "working" if self.placed + self.refused < self.total else "done"


class BatchItemQuerySet(models.QuerySet):
    def due(self):
        waiting = self.filter(gift__isnull=True, problem__isnull=True, due_at__lte=TransactionNow())
        return waiting.order_by("due_at", "pk")


class BatchItem(models.Model):
    """One wish: waiting → placed (a gift) | refused (a problem). It is forgotten once that is known."""

    batch = models.ForeignKey(GiftBatch, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=64, blank=True)
    customer = models.CharField(max_length=64)
    wish = models.JSONField(default=dict)
    gift = models.OneToOneField("gifts.Gift", models.PROTECT, null=True, related_name="batch_item")
    problem = models.JSONField(null=True)
    due_at = models.DateTimeField(db_default=TransactionNow())

    objects = BatchItemQuerySet.as_manager()

    class Meta:
        indexes = [
            # The sweep's: waiting rows only, in the order they fall due.
            models.Index(
                fields=["due_at", "id"],
                name="batch_item_due",
                condition=Q(gift__isnull=True, problem__isnull=True),
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="batch_item_position_once"),
            models.CheckConstraint(
                condition=Q(gift__isnull=True) | Q(problem__isnull=True), name="batch_item_one_outcome"
            ),
        ]

    @property
    def result(self):
        if self.gift_id:
            return "placed"
        return "waiting" if self.problem is None else "refused"
