from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.notification import Notification
from accounts.ports import NOTICE_TOPICS


class MailQuerySet(models.QuerySet):
    def enqueue(self, notices):
        """Rows for those of `notices` (written just now, keys unknown) that their readers want by e-mail.

        At most three queries, however many; one if nobody has a confirmed address.
        """
        if not settings.NOTICE_MAILS:
            return
        people = confirmed(notice.user_id for notice in notices).values_list("user_id", "user__mail_off")
        muted = {user_id: {None, *topics} for user_id, topics in people}
        wanted = {
            (notice.user_id, notice.event_id, notice.kind)
            for notice in notices
            if notice.user_id in muted and NOTICE_TOPICS.get(notice.kind) not in muted[notice.user_id]
        }
        if wanted:
            due = TransactionNow() + settings.NOTICE_MAIL_AFTER
            rows = [Mail(notice_id=pk, next_try_at=due) for pk in _keys(wanted)]
            self.bulk_create(rows, ignore_conflicts=True)

    def due(self):
        return self.filter(state=Mail.State.DUE, next_try_at__lte=TransactionNow()).order_by("next_try_at")

    def try_again(self):
        """Failed ones become due anew, with the whole ladder before them; these."""
        with transaction.atomic():
            failed = list(self.filter(state=Mail.State.FAILED).select_for_update(of=("self",)))
            Mail.objects.filter(pk__in=[mail.pk for mail in failed]).update(
                state=Mail.State.DUE, next_try_at=TransactionNow(), tries=0, done_at=None
            )
            return failed


class Mail(models.Model):
    """A notice that also goes out by e-mail: due → sent | dropped (not wanted any more) | failed. Times are UTC."""

    class State(models.TextChoices):
        DUE = "due", _("to be sent")
        SENT = "sent", _("handed to the mail server")
        DROPPED = "dropped", _("not wanted any more")
        FAILED = "failed", _("given up")

    notice = models.OneToOneField(Notification, models.CASCADE, primary_key=True, verbose_name=_("notice"))
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.DUE)
    next_try_at = models.DateTimeField(_("next try"))
    tries = models.PositiveSmallIntegerField(_("failed tries"), default=0)
    last_error = models.CharField(_("last error"), max_length=60, blank=True)  # never the address
    done_at = models.DateTimeField(_("done"), null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("e-mail"), _("e-mails")
        indexes = [
            # The sweep's: open rows only, in the order they fall due.
            models.Index(fields=["next_try_at"], name="mail_due", condition=Q(state="due")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="due", done_at__isnull=True)
                | Q(state__in=["sent", "dropped", "failed"], done_at__isnull=False),
                name="mail_state",
            ),
        ]

    def __str__(self):
        return f"mail {self.pk}"


def confirmed(user_ids):
    """The addresses that people log in with and have confirmed; nobody's who has left."""
    return EmailAddress.objects.filter(
        user__in=set(user_ids), verified=True, primary=True, user__erased_at__isnull=True
    )


def _keys(wanted):
    users, events, _kinds = zip(*wanted, strict=True)
    rows = Notification.objects.filter(user__in=set(users), event_id__in=set(events))
    return [
        pk for pk, *notice in rows.values_list("pk", "user", "event_id", "kind") if tuple(notice) in wanted
    ]
