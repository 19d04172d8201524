from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import Q

from orders.refusals import WordsMissing

WORDS = 500  # characters


class NoteQuerySet(models.QuerySet):
    def forget(self):
        """The words go with the address, which they may repeat; that somebody wrote, and when, stays."""
        return self.exclude(words="").update(words="")


class OrderNote(models.Model):
    """What staff, and the programs that act for the shop, tell each other about an order. Nobody else reads it. A
    trigger keeps what was written: it can be forgotten, not rewritten.

    `author` wrote it, or a partner's `program` of this name.
    """

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    program = models.CharField(max_length=255, blank=True, db_default="")
    words = models.CharField(max_length=WORDS, blank=True)
    at = models.DateTimeField(db_default=TransactionNow())

    objects = NoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(author__isnull=False, program="") | (Q(author__isnull=True) & ~Q(program="")),
                name="note_has_one_author",
            ),
        ]

    def __str__(self):
        return f"note on order {self.order_id}"

    @property
    def by(self):
        """Who wrote it, as colleagues know them."""
        return self.author.name if self.author else self.program

    @classmethod
    def write(cls, order, *, words, by=None, program=""):
        """Raises WordsMissing."""
        words = words.strip()
        if not words:
            raise WordsMissing
        return cls.objects.create(order=order, author=by, program=program, words=words[:WORDS])
