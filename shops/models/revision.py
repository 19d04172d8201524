from django.db import models


class Revision(models.Model):
    """How often what a page shows has changed: Σ `bumps` of its subjects. PostgreSQL writes the rows, see the triggers.

    A statement adds a row of its own instead of updating one: two sales never queue for a counter, and a long import
    does not drag a chain of dead versions of one row along.
    """

    subject = models.CharField(max_length=40)
    xid = models.BigIntegerField(help_text="the transaction; 0 for the sum of older rows")
    at = models.DateTimeField(help_text="when the statement came in")
    bumps = models.PositiveBigIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject", "xid", "at"], name="revision_once_per_statement")
        ]

    def __str__(self):
        return f"{self.subject} {self.xid}"
