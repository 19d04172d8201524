from django.conf import settings
from django.db import connection, models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

SEEN = """
    INSERT INTO sharers_visitor (link_id, key, last_at) VALUES (%s, %s, clock_timestamp())
    ON CONFLICT (link_id, key) DO UPDATE SET last_at = excluded.last_at
        WHERE sharers_visitor.last_at <= excluded.last_at - %s
    RETURNING xmax = 0
"""


class LinkDayManager(models.Manager):
    def add(self, link, day, **figures):
        """Add to the figures of the day, in one statement however many add at once."""
        counted = {name: F(name) + number for name, number in figures.items()}
        if not self.filter(link=link, day=day).update(**counted):
            self.bulk_create([LinkDay(link=link, day=day)], ignore_conflicts=True)
            self.filter(link=link, day=day).update(**counted)


class LinkDay(models.Model):
    """Visits by a link on a day of Beijing's calendar; `newcomers` had not come by it before.

    `capped` are visits beyond what one network, or one link, is believed: shown, and not counted.
    """

    link = models.ForeignKey("sharers.ShareLink", models.PROTECT, related_name="days", db_index=False)
    day = models.DateField(_("day"))
    visits = models.PositiveIntegerField(_("visits"), db_default=0)
    newcomers = models.PositiveIntegerField(_("came for the first time"), db_default=0)
    capped = models.PositiveIntegerField(_("not believed"), db_default=0)

    objects = LinkDayManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "day"], name="link_day_once")]


class VisitorManager(models.Manager):
    def seen(self, link, key):
        """ "new", "again", or "" for somebody whose last visit goes on: VISIT_AGAIN_AFTER is not over."""
        with connection.cursor() as cursor:
            cursor.execute(SEEN, [link.pk, key, settings.VISIT_AGAIN_AFTER])
            row = cursor.fetchone()
        if row is None:
            return ""
        return "new" if row[0] else "again"


class Visitor(models.Model):
    """Somebody who came by a link, under a name that says nothing (a keyed hash), for INFLUENCE_WINDOW."""

    link = models.ForeignKey("sharers.ShareLink", models.PROTECT, related_name="visitors", db_index=False)
    key = models.CharField(max_length=32)
    last_at = models.DateTimeField()

    objects = VisitorManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["link", "key"], name="visitor_once_per_link")]
        indexes = [models.Index(fields=["last_at"], name="visitor_to_forget")]
