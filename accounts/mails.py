"""Notices by e-mail: to addresses that their owner has confirmed, unless the topic is switched off.

A row says what is to be sent. A sweep leases it, hands the mail to the server outside any transaction, and closes the
row. If a worker dies in between, the mail may go out twice, under one Message-ID.
"""

import logging
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts.models import Mail, Topic, User
from accounts.models.mail import confirmed
from accounts.notices import words
from accounts.ports import NOTICE_TOPICS
from giftshop.deadlines import LeasedSweep

log = logging.getLogger(__name__)

LADDER = [
    timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480)
]  # waits after a failure; then it is given up
LEASE = timedelta(minutes=5)  # longer than all the steps of one SMTP delivery, each EMAIL_TIMEOUT at most
SALT = "accounts.mails.off"


def send(pk):
    """Send one leased row, outside any transaction, or drop it: read meanwhile, switched off, address gone."""
    mail = Mail.objects.select_related("notice__user").filter(pk=pk, state=Mail.State.DUE).first()
    if mail is None:
        return
    address = confirmed([mail.notice.user_id]).values_list("email", flat=True).first()
    if not address or mail.notice.read_at or NOTICE_TOPICS.get(mail.notice.kind) in mail.notice.user.mail_off:
        return _close(mail, Mail.State.DROPPED)
    try:
        message(mail.notice, address).send()
    except (SMTPException, OSError) as problem:
        log.warning("mail %d: %s", pk, fault(problem))
        _failed(mail, problem)
    except Exception as problem:
        log.exception("mail %d cannot be made", pk)
        _failed(mail, problem)
    else:
        _close(mail, Mail.State.SENT)


def message(notice, address):
    """The mail for one notice, in its reader's language: plain text, and the same as HTML."""
    user, topic = notice.user, Topic(NOTICE_TOPICS[notice.kind])
    with translation.override(user.language or settings.LANGUAGE_CODE):
        said = words(notice.kind, notice.data)
        off = settings.PUBLIC_URL + off_path(user, topic)
        context = {
            "name": user.name,
            "words": said,
            "url": settings.PUBLIC_URL + (notice.url or reverse("accounts:notices")),
            "topic": topic.label,
            "off": off,
            "settings": settings.PUBLIC_URL + reverse("accounts:mails"),
        }
        mail = EmailMultiAlternatives(
            subject=" ".join(said.split()),
            body=render_to_string("accounts/mail/notice.txt", context),
            to=[address],
            headers={
                "Message-ID": f"<notice-{notice.pk}@{urlsplit(settings.PUBLIC_URL).hostname}>",
                "Auto-Submitted": "auto-generated",
                "List-Unsubscribe": f"<{off}>",  # with the next line: one click, RFC 8058
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )
        mail.attach_alternative(render_to_string("accounts/mail/notice.html", context), "text/html")
        return mail


def off_path(user, topic):
    """Where a mail's own link switches its topic off, without a login."""
    return reverse("accounts:mail_off", args=[signing.dumps([user.pk, topic], salt=SALT)])


def read_off_token(token):
    """(user, topic) of such a link. Raises signing.BadSignature, User.DoesNotExist."""
    pk, topic = signing.loads(token, salt=SALT)
    return User.objects.get(pk=pk), Topic(topic)


def fault(problem):
    """What went wrong, without the mail server's words: they repeat the address."""
    codes = [code for code, _ in getattr(problem, "recipients", {}).values()]
    code = codes[0] if codes else getattr(problem, "smtp_code", "")
    return f"{type(problem).__name__} {code}".strip()


def _failed(mail, problem):
    error = fault(problem)
    refused = isinstance(problem, SMTPRecipientsRefused) and error.split()[-1].startswith("5")
    if refused or mail.tries >= len(LADDER):
        return _close(mail, Mail.State.FAILED, tries=mail.tries + 1, last_error=error)
    later = TransactionNow() + LADDER[mail.tries]
    _due(mail).update(next_try_at=later, tries=mail.tries + 1, last_error=error)


def _close(mail, state, **columns):
    _due(mail).update(state=state, done_at=TransactionNow(), **columns)


def _due(mail):
    return Mail.objects.filter(pk=mail.pk, state=Mail.State.DUE)


# One row at a time, so that no lease runs out while the rows before it are being sent.
SWEEP = LeasedSweep("accounts.mails", Mail.objects.due, "next_try_at", send, lease=LEASE, batch=1)
