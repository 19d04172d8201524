"""A copy of everything the shop knows about a person (PIPL 45, GDPR 15 and 20), each app adding its part."""

import json

from allauth.account.models import EmailAddress
from django.core.serializers.json import DjangoJSONEncoder

from accounts import second_factor
from accounts.notices import told
from accounts.ports import EXPORTS


def of(user):
    """The whole as JSON text, UTC times, amounts in fen; in memory, since a person has thousands of rows at most."""
    parts = {app: handler(user) for app, handler in EXPORTS}
    return json.dumps(parts, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def of_account(user):
    """Handler of `accounts.ports.EXPORTS`."""
    return {
        "nickname": user.nickname,
        "language": user.language,
        "picture": user.avatar.url if user.avatar else "",
        "joined_at": user.date_joined,
        "last_login_at": user.last_login,
        "emails": list(EmailAddress.objects.filter(user=user).values("email", "verified", "primary")),
        "no_emails_about": user.mail_off,
        "second_factor_since": second_factor.since(user),
        "addresses": [_address(address) for address in user.addresses.all()],
        "notices": [_notice(notice) for notice in user.notifications.all()],
    }


def _address(address):
    return address.as_dict() | {"is_default": address.is_default}


def _notice(notice):
    return {"at": notice.at, "read_at": notice.read_at, "words": told(notice), "url": notice.url}
