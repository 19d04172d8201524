"""The cashier's link: who has it may pay without a login, and sees the amount. A partner hands it to its customer."""

import hmac

from django.conf import settings
from django.core.signing import Signer
from django.urls import reverse

KEPT = 20  # payments that one session remembers
SIGNER = Signer(salt="payments.link")
ENTERED = "payments.entered"


def public_url(payment):
    """Absolute. It is good for as long as the payment is, which is PAYMENT_WINDOW."""
    return settings.PUBLIC_URL + reverse("payments:enter", args=[payment.number, _token(payment)])


def matches(payment, token):
    return hmac.compare_digest(_token(payment).encode(), token.encode())


def enter(request, payment):
    """Remember in the visitor's session that the link was opened, so that the secret leaves the address bar."""
    known = [number for number in request.session.get(ENTERED, []) if number != payment.number]
    request.session[ENTERED] = [*known, payment.number][-KEPT:]


def entered(request, payment):
    return payment.number in request.session.get(ENTERED, [])


def _token(payment):
    return SIGNER.signature(payment.number)
