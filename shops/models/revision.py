from django.db import models


class Revision(models.Model):
    """How often what a page shows has changed: Σ `bumps` of its subjects. PostgreSQL writes the rows, see the triggers.

    A transaction adds rows of its own instead of updating one, so that two sales never queue for a counter.
    """

    subject = models.CharField(max_length=40)
    xid = models.BigIntegerField(help_text="the transaction; 0 for the sum of older rows")
    bumps = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "xid"], name="revision_once_per_transaction")
        ]

    def __str__(self):
        return f"{self.subject} {self.xid}"
