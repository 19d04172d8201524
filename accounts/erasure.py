"""Leaving: what a person's right to be forgotten means here (PIPL 47, GDPR 17)."""

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts import avatars, second_factor
from accounts.models import Session, User
from accounts.ports import ERASURE
from accounts.refusals import OperatorsStay
from giftshop import events
from giftshop.clock import ClockTimestamp


def erase(*, user):
    """Forget a person for good; the row stays, nameless, because money rows point at it.

    Every app shreds what it knows or postpones by raising a Refused, and then nothing has happened. Erasing twice does
    nothing.
    """
    with transaction.atomic():
        # The first lock of all. It keeps the address book and the notices from growing, and does not conflict with the
        # key locks of transactions that merely point at this row.
        user = User.objects.select_for_update(no_key=True).get(pk=user.pk)
        if user.erased_at:
            return
        if user.is_superuser:
            raise OperatorsStay()
        for _app, handler in ERASURE:
            handler(user)
        _forget(user)
        avatars.remove(user)
        _anonymise(user)
        events.record("user.erased", f"user:{user.pk}")


def _forget(user):
    user.addresses.all().delete()
    user.notifications.all().delete()
    user.groups.clear()
    user.user_permissions.clear()
    EmailAddress.objects.filter(user=user).delete()
    second_factor.forget(user)
    Session.objects.filter(user_id=user.pk).delete()


def _anonymise(user):
    user.email = user.nickname = user.language = ""
    user.mail_off = []
    user.is_active = user.is_staff = False
    user.last_login = None
    user.set_unusable_password()
    user.erased_at = ClockTimestamp()
    user.save()
