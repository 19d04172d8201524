from django.conf import settings
from django.db import models

from accounts.fields import EncryptedTextField
from giftshop.clock import TransactionNow


class AnswerQuerySet(models.QuerySet):
    def stale(self):
        return self.filter(at__lt=TransactionNow() - settings.IDEMPOTENCY_KEPT)


class Answer(models.Model):
    """What a POST with an Idempotency-Key was answered, written in the transaction of its effect.

    `caller` is who may have it again, `fingerprint` the digest of what was asked. The body is sealed, since it may hold
    a secret that is shown once.
    """

    caller = models.CharField(max_length=80)
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    location = models.TextField(blank=True)
    body = EncryptedTextField()
    at = models.DateTimeField(db_default=TransactionNow())

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["caller", "key"], name="answer_once_a_key")]
        indexes = [models.Index(fields=["at"], name="answer_to_forget")]
