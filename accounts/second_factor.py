"""The second factor: an authenticator app's codes (RFC 6238), and recovery codes for whoever has lost it."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from accounts import crypto

PLACE = "mfa.Authenticator.data"


class Adapter(DefaultMFAAdapter):
    """What the codes are made from is kept as addresses are: under the key ring."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right. The app shows a new one every half minute."),
        "unverified_email": _("Please confirm your e-mail address first, then set up the second factor."),
    }

    def encrypt(self, text):
        return crypto.encrypt(text, PLACE)

    def decrypt(self, encrypted_text):
        return crypto.decrypt(encrypted_text, PLACE)


def forget(user):
    """The number of things forgotten. From now on the password alone lets the person in."""
    return Authenticator.objects.filter(user=user).delete()[0]


def since(user):
    """When the app was set up, None for never."""
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    return app and app.created_at
