"""How a caller proves to hold a gift's link or receipt: by a header, or by a session that has opened it in a browser.

Secrets do not belong into addresses, which end in logs.
"""

from django.conf import settings

from accounts.limits import limit
from api.authentication import Session


def shown(request):
    """The secrets of this request, for `gifts.access`. Counted like the openings of links. Raises TooManyAttempts."""
    secrets = {"token": request.headers.get("Gift-Token"), "receipt": request.headers.get("Gift-Receipt")}
    if any(secret is not None for secret in secrets.values()):
        limit(request._request, "open-link", settings.LINK_RATE)
    return secrets


def by_session(request):
    """Whether a guest's only proof is what the session remembers."""
    return not request.user.is_authenticated and "Gift-Token" not in request.headers


def refuse_forged(request):
    """What a session alone proves could be asked for by another site's page. Raises CsrfFailed.

    A header cannot be set from there, and a logged-in session has been checked already.
    """
    if by_session(request):
        Session().enforce_csrf(request)
