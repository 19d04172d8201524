"""Secrets of a gift: the link for the recipient, and the receipt link for a guest who accepted.

A gift link's token is an HMAC of the gift and its link version, so it can be shown to the giver again, stands
nowhere in the database, and dies when the version changes. A receipt's secret is random; only its digest is
kept.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode

from django.conf import settings
from django.urls import reverse

TOKEN_BYTES = 18  # 144 bits, 24 characters


def writing_key_id():
    return next(iter(settings.GIFT_LINK_KEYS))


def token(gift):
    """The token of the gift's present link. Raises KeyError if its key has left the ring: then only a new
    link helps.
    """
    message = f"gift-link:{gift.pk}:{gift.link_version}".encode()
    digest = hmac.digest(settings.GIFT_LINK_KEYS[gift.link_key_id], message, "sha256")
    return urlsafe_b64encode(digest[:TOKEN_BYTES]).decode()


def matches(gift, candidate):
    known = gift.link_key_id in settings.GIFT_LINK_KEYS
    return known and hmac.compare_digest(token(gift).encode(), candidate.encode())


def public_url(gift):
    """The absolute link that the giver sends."""
    return settings.PUBLIC_URL + reverse("gifts:enter", args=[gift.code, token(gift)])


def new_receipt():
    """A fresh receipt secret."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def receipt_digest(secret):
    return hashlib.sha256(secret.encode()).hexdigest()


def receipt_matches(gift, secret):
    return bool(gift.receipt_digest) and hmac.compare_digest(gift.receipt_digest, receipt_digest(secret))
