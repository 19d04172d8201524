"""What a person is told of their withdrawals."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Topic
from accounts.ports import NOTICE_TEXTS, NOTICE_TOPICS, NOTICES, Notice
from giftshop.money import yuan
from sharers.models import Withdrawal
from sharers.withdrawals.reasons import why

TEXTS = {
    "withdrawal.waiting": _("%(amount)s of your commission wait for your confirmation, until %(until)s."),
    "withdrawal.paid": _("%(amount)s of your commission have been paid to you."),
    "withdrawal.expired": _(
        "%(amount)s of your commission were not confirmed in time. They can be withdrawn again."
    ),
    "withdrawal.failed.name": _(
        "%(amount)s of your commission could not be paid: the name is missing or is not your account's."
    ),
    "withdrawal.failed.account": _(
        "%(amount)s of your commission could not be paid: your account at the payment service cannot take them."
    ),
    "withdrawal.failed.limit": _(
        "%(amount)s of your commission could not be paid: your account has reached its limit."
    ),
    "withdrawal.failed.other": _(
        "%(amount)s of your commission could not be paid. They can be withdrawn again."
    ),
}
FAILED = "withdrawal.failed"
EVENTS = ["withdrawal.waiting", "withdrawal.paid", "withdrawal.expired", FAILED]


def register():
    for kind, words in TEXTS.items():
        NOTICE_TEXTS.register(kind, words)
        NOTICE_TOPICS.register(kind, Topic.MONEY)
    for kind in EVENTS:
        NOTICES.register(kind, _tell)


def _tell(event):
    withdrawal = Withdrawal.objects.get(pk=event.subject.partition(":")[2])
    data = {"amount": yuan(withdrawal.amount_fen)}
    if until := event.data.get("until"):
        data["until"] = f"{timezone.localtime(datetime.fromisoformat(until)):%m-%d %H:%M}"
    kind = f"{FAILED}.{why(event.data['reason'])}" if event.kind == FAILED else event.kind
    return [Notice(withdrawal.user_id, withdrawal.get_absolute_url(), data, kind)]
