"""Who may call what: every view says which callers it is for, and the scope that a token needs.

A *person* comes with a session, or with a token that they agreed to. A *partner* comes with a token of its
application's own. A *guest* comes with nothing but the secret of a gift.
"""

from enum import StrEnum

from rest_framework.permissions import BasePermission

from api.refusals import PartnerNeeded, PersonNeeded, ScopeMissing, ShopNeeded
from gifts.refusals import LoginNeeded


class Caller(StrEnum):
    PERSON = "person"
    PARTNER = "partner"
    GUEST = "guest"


def caller(request):
    if request.user.is_authenticated:
        return Caller.PERSON
    return Caller.PARTNER if request.auth else Caller.GUEST


def partner_of(request):
    """The Partner whose application calls for itself, or None."""
    return request.auth.application.partner if caller(request) is Caller.PARTNER else None


def actor(request):
    """How an event names the program that a partner calls with."""
    return f"application:{request.auth.application_id}"


class MayCall(BasePermission):
    """Raises LoginNeeded, PersonNeeded, PartnerNeeded, ShopNeeded, ScopeMissing."""

    def has_permission(self, request, view):
        who = caller(request)
        if who not in view.callers:
            raise _missing(who, view.callers)
        offered = request.method in view.allowed_methods  # else 405 follows, and there may be no such scope
        scope = request.auth and offered and view.scope_of(request.method)
        if scope and not _good_for(request.auth, scope):
            raise ScopeMissing(scope=scope)
        if view.of_shop and partner_of(request).shop_id is None:
            raise ShopNeeded
        return True


def _good_for(token, scope):
    """What the operator has taken from an application is taken from the tokens that it has, too."""
    return token.allow_scopes([scope]) and scope in token.application.scopes


def _missing(who, callers):
    if who is Caller.GUEST:
        return LoginNeeded()
    return PersonNeeded() if who is Caller.PARTNER else PartnerNeeded()
