"""Every error of the API is `application/problem+json` (RFC 9457), made here and nowhere else."""

import logging
from itertools import chain

from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response

from api.refusals import ScopeMissing, TokenNotValid
from gifts.refusals import LoginNeeded
from giftshop.refusals import Refused

MEDIA_TYPE = "application/problem+json"
log = logging.getLogger(__name__)


class Malformed(Refused):
    code = "malformed"
    status = 400
    title = _("This request cannot be read")
    detail = _("The body must be one JSON object in UTF-8, with each name once and not nested deeply.")


class CsrfFailed(Refused):
    code = "csrf-failed"
    status = 403
    title = _("The form token is missing or wrong")
    detail = _("A request that changes something in a session needs the X-CSRFToken header.")


class Forbidden(Refused):
    code = "forbidden"
    status = 403
    title = _("You may not do this")


class NotFound(Refused):
    code = "not-found"
    status = 404
    title = _("There is nothing here")


class MethodNotAllowed(Refused):
    code = "method-not-allowed"
    status = 405
    title = _("This cannot be done here")
    detail = _("The Allow header says what can.")


class NotAcceptable(Refused):
    code = "not-acceptable"
    status = 406
    title = _("Only JSON is spoken here")
    detail = _("Please accept application/json.")


class TooLarge(Refused):
    code = "too-large"
    status = 413
    title = _("This request is too large")
    detail = _("A body may have at most 1 MB.")


class UnsupportedMediaType(Refused):
    code = "unsupported-media-type"
    status = 415
    title = _("Only JSON is read here")
    detail = _("Please send application/json.")


class NotValid(Refused):
    """`errors`: what is wrong where; `pointer` into the body (RFC 6901), or `parameter` of the address."""

    code = "not-valid"
    status = 422
    title = _("Something in the request is not valid")


class Broken(Refused):
    code = "internal-error"
    status = 500
    title = _("Something went wrong on our side")
    detail = _(
        "It has been recorded. Trying again later is safe for reading; look before you repeat a change."
    )


KNOWN = {
    exceptions.ParseError: Malformed,
    SuspiciousOperation: Malformed,
    BadRequest: Malformed,
    MultiPartParserError: Malformed,
    UnreadablePostError: Malformed,
    exceptions.NotAuthenticated: LoginNeeded,
    exceptions.AuthenticationFailed: LoginNeeded,
    exceptions.PermissionDenied: Forbidden,
    PermissionDenied: Forbidden,
    exceptions.NotFound: NotFound,
    Http404: NotFound,
    exceptions.MethodNotAllowed: MethodNotAllowed,
    exceptions.NotAcceptable: NotAcceptable,
    RequestDataTooBig: TooLarge,
    exceptions.UnsupportedMediaType: UnsupportedMediaType,
}
BY_STATUS = {kind.status: kind for kind in [*KNOWN.values(), Broken]}


def answer(exc, context):
    """What a view raised, as a problem (`EXCEPTION_HANDLER`). Nothing internal leaves the house."""
    refusal = as_refusal(exc)
    if refusal.status >= 500:
        log.error("an API view is broken", exc_info=exc)
    told = body(refusal) | {"instance": f"urn:uuid:{context['request'].id}"}
    return Response(told, status=refusal.status, content_type=MEDIA_TYPE, headers=headers(exc, refusal))


def as_refusal(exc):
    if isinstance(exc, Refused):
        return exc
    if isinstance(exc, exceptions.ValidationError):
        return NotValid(errors=list(errors(exc.detail)))
    return next((KNOWN[kind] for kind in type(exc).__mro__ if kind in KNOWN), Broken)()


def body(refusal):
    shown = {
        "type": f"/problems/{refusal.code}",
        "title": refusal.title,
        "status": refusal.status,
        "detail": refusal.detail,
        "code": refusal.code,
    }
    return shown | refusal.extra


def headers(exc, refusal):
    found = {"Cache-Control": "no-store"}
    if "retry_after" in refusal.extra:
        found["Retry-After"] = str(refusal.extra["retry_after"])
    if challenge := _challenge(refusal):
        found["WWW-Authenticate"] = challenge
    return found


def _challenge(refusal):
    """RFC 6750, 3: what a client library looks for."""
    if isinstance(refusal, TokenNotValid):
        return 'Bearer realm="api", error="invalid_token"'
    if isinstance(refusal, ScopeMissing):
        return f'Bearer realm="api", error="insufficient_scope", scope="{refusal.extra.get("scope", "")}"'
    return 'Bearer realm="api", Session realm="api"' if refusal.status == 401 else None


def errors(detail, pointer="#"):
    """The leaves of a ValidationError's detail, each with the place in the body."""
    if isinstance(detail, dict):
        branches = (errors(value, _below(pointer, name)) for name, value in detail.items())
        yield from chain.from_iterable(branches)
    elif isinstance(detail, list):
        yield from chain.from_iterable(errors(value, pointer) for value in detail)
    else:
        yield {"pointer": pointer, "code": detail.code or "invalid", "detail": detail}


def _below(pointer, name):
    if name in {"non_field_errors", "__all__"}:
        return pointer
    return f"{pointer}/{str(name)[:100].replace('~', '~0').replace('/', '~1')}"


def catalogue():
    """Code → kind of refusal, for all there are."""
    return {kind.code: kind for kind in _kinds(Refused)}


def _kinds(kind):
    for child in kind.__subclasses__():
        yield child
        yield from _kinds(child)
