"""Who calls. For now a browser's session; tokens of OAuth will stand beside it in `REST_FRAMEWORK`."""

from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import PermissionDenied

from api.problems import CsrfFailed


class Session(SessionAuthentication):
    """A logged-in session; what changes something needs the CSRF token. Raises CsrfFailed."""

    def authenticate_header(self, request):
        return 'Session realm="api"'

    def enforce_csrf(self, request):
        try:
            super().enforce_csrf(request)
        except PermissionDenied:
            raise CsrfFailed from None
