"""Who calls: a program with a token of OAuth, or a person's browser with its session."""

from django.contrib.auth.models import AnonymousUser
from oauth2_provider.contrib.rest_framework import OAuth2Authentication
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import PermissionDenied

from api.problems import CsrfFailed
from api.refusals import TokenNotValid


class Token(OAuth2Authentication):
    """`Authorization: Bearer …` (RFC 6750). Without a person the token is its application's own.

    Raises TokenNotValid, also for the tokens of a suspended partner and of a person who has left.
    """

    def authenticate(self, request):
        if not request.headers.get("Authorization", "").lower().startswith("bearer"):
            return None
        found = super().authenticate(request)
        if found is None:
            raise TokenNotValid
        user, token = found
        if token.application.partner.is_suspended or (user and not user.is_active):
            raise TokenNotValid
        token.application.seen()
        return user or AnonymousUser(), token


class Session(SessionAuthentication):
    """A logged-in session; what changes something needs the CSRF token. Raises CsrfFailed."""

    def authenticate_header(self, request):
        return 'Session realm="api"'

    def enforce_csrf(self, request):
        try:
            super().enforce_csrf(request)
        except PermissionDenied:
            raise CsrfFailed from None
