from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.db import models

from orders.refusals import WordsMissing

WORDS = 500  # characters


class NoteQuerySet(models.QuerySet):
    def forget(self):
        """The words go with the address, which they may repeat; that somebody wrote, and when, stays."""
        return self.exclude(words="").update(words="")


class OrderNote(models.Model):
    """What staff tell each other about an order. Nobody else reads it. A trigger keeps what was written: it can be
    forgotten, not rewritten.
    """

    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    words = models.CharField(max_length=WORDS, blank=True)
    at = models.DateTimeField(db_default=TransactionNow())

    objects = NoteQuerySet.as_manager()

    def __str__(self):
        return f"note on order {self.order_id}"

    @classmethod
    def write(cls, order, *, by, words):
        """Raises WordsMissing."""
        words = words.strip()
        if not words:
            raise WordsMissing
        return cls.objects.create(order=order, author=by, words=words[:WORDS])
