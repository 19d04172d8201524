"""How the pretend bank signs its notices: HMAC-SHA256 with SANDBOX_KEY over time, nonce and the exact body."""

import hashlib
import hmac
import re
import secrets

from django.conf import settings

TIMESTAMP, NONCE, SIGNATURE = "Sandbox-Timestamp", "Sandbox-Nonce", "Sandbox-Signature"


def headers(body: bytes, *, at: int, key: bytes | None = None):
    """The headers of a notice signed at `at`, in seconds since 1970."""
    nonce = secrets.token_hex(16)
    return {
        "Content-Type": "application/json",
        TIMESTAMP: str(at),
        NONCE: nonce,
        SIGNATURE: _signature(str(at), nonce, body, key or settings.SANDBOX_KEY),
    }


def signed_at(received, body: bytes):
    """When `body` was signed, or None if it was not signed by us."""
    at, nonce = received.get(TIMESTAMP, ""), received.get(NONCE, "")
    if not re.fullmatch(r"[0-9]{1,12}", at, re.ASCII) or not re.fullmatch(r"[0-9a-f]{32}", nonce, re.ASCII):
        return None
    claimed = received.get(SIGNATURE, "").encode("utf-8", "replace")
    if not hmac.compare_digest(claimed, _signature(at, nonce, body, settings.SANDBOX_KEY).encode()):
        return None
    return int(at)


def _signature(at, nonce, body, key):
    return hmac.new(key, f"{at}\n{nonce}\n".encode() + body + b"\n", hashlib.sha256).hexdigest()
