"""Who calls: a program with a token of OAuth, or a person's browser with its session."""

import hashlib

from django.contrib.auth.models import AnonymousUser
from oauth2_provider.models import AccessToken
from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.exceptions import PermissionDenied

from api.problems import CsrfFailed
from api.refusals import TokenNotValid
from giftshop.rows import one


class Token(BaseAuthentication):
    """`Authorization: Bearer …` (RFC 6750). Without a person the token is its application's own.

    Raises TokenNotValid, also for the tokens of a suspended partner and of a person who has left.
    """

    def authenticate(self, request):
        words = request.headers.get("Authorization", "").split()
        if not words or not words[0].lower().startswith("bearer"):
            return None
        token = _known(words[1]) if len(words) == 2 and words[0].lower() == "bearer" else None
        if token is None or not _good(token, request):
            raise TokenNotValid
        token.application.seen()
        return token.user or AnonymousUser(), token

    def authenticate_header(self, request):
        return 'Bearer realm="api"'


def _known(text):
    """The toolkit's row of a token, with all that is asked of it, in one query; tokens are stored as digests."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    rows = AccessToken.objects.select_related("application__partner", "user")
    return one(rows.filter(token_checksum=digest))


def _good(token, request):
    """Not beside a token in the address, which ends in logs (RFC 9700, 4.3.2), and not elsewhere than it says
    (RFC 8707).
    """
    if token.is_expired() or token.application.partner.is_suspended or "access_token" in request.query_params:
        return False
    if token.user and not token.user.is_active:
        return False
    return not token.resource or token.allows_audience(request.build_absolute_uri(request.path))


class Session(SessionAuthentication):
    """A logged-in session; what changes something needs the CSRF token. Raises CsrfFailed."""

    def authenticate_header(self, request):
        return 'Session realm="api"'

    def enforce_csrf(self, request):
        try:
            super().enforce_csrf(request)
        except PermissionDenied:
            raise CsrfFailed from None
