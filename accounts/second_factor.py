"""The second factor: an authenticator app's codes (RFC 6238), and recovery codes for whoever has lost it."""

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator

from accounts import crypto

PLACE = "mfa.Authenticator.data"


class Adapter(DefaultMFAAdapter):
    """What the codes are made from is kept as addresses are: under the key ring."""

    def encrypt(self, text):
        return crypto.encrypt(text, PLACE)

    def decrypt(self, encrypted_text):
        return crypto.decrypt(encrypted_text, PLACE)


def forget(user):
    """The number of things forgotten. From now on the password alone lets the person in."""
    return Authenticator.objects.filter(user=user).delete()[0]
