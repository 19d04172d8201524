"""Addresses at rest: AES-256-GCM under a ring of keys, failing closed.

A stored text is `kid:base64(nonce ‖ ciphertext ‖ tag)`. The place it belongs to (`accounts.Address.phone`) is
authenticated with it, so a text copied into another column does not open. The first key of `settings.ADDRESS_KEYS`
writes, all of them read.
"""

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12  # 96 bits, random: good for 2³² texts under one key (NIST SP 800-38D, 8.3)


class DecryptionError(Exception):
    """A stored text cannot be opened. The message names the place, never the text or the key."""


def writing_key_id():
    """The id of the key that new texts are written with."""
    return next(iter(settings.ADDRESS_KEYS))


def encrypt(text, place):
    kid = writing_key_id()
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(settings.ADDRESS_KEYS[kid]).encrypt(nonce, text.encode(), place.encode())
    return f"{kid}:{base64.b64encode(nonce + sealed).decode()}"


def decrypt(stored, place):
    """The text behind `stored`. Raises DecryptionError for an unknown key, a changed text or one from another place."""
    kid, _, encoded = stored.partition(":")
    key = settings.ADDRESS_KEYS.get(kid)
    if key is None:
        raise DecryptionError(f"{place}: no such key")
    try:
        sealed = base64.b64decode(encoded, validate=True)
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place.encode()).decode()
    except (binascii.Error, InvalidTag, ValueError):
        raise DecryptionError(f"{place}: the stored text does not open") from None
