"""Public codes: how an order or a gift is named outside. A code grants nothing."""

import secrets

# Crockford's base 32: no I, L, O or U, so a code survives being read out over the phone.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


LENGTH = 12


def new_code(length=LENGTH):
    """A fresh random code; 12 characters hold 60 bits, and the column's unique index has the last word."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


class InPath:
    """`<code:…>` in an address: whatever else stands there is not found, and never reaches the database."""

    regex = f"[{ALPHABET}]{{{LENGTH}}}"
    to_python = to_url = staticmethod(str)
