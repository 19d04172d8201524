"""The API's description (OpenAPI 3.1) is made from the views, with the problems that each may answer."""

from collections import defaultdict

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from accounts.refusals import TooManyAttempts
from api import idempotency, problems
from api.bodies import Strict
from api.callers import Caller
from api.refusals import (
    KeyInFlight,
    KeyMissing,
    KeyReused,
    PartnerNeeded,
    PersonNeeded,
    ScopeMissing,
    ShopNeeded,
    TokenNotValid,
)
from api.scopes import SCOPES
from gifts.refusals import LoginNeeded

ALWAYS = [problems.Malformed, problems.NotAcceptable, TooManyAttempts, problems.Broken]
CHANGING = [
    problems.CsrfFailed,
    problems.TooLarge,
    problems.UnsupportedMediaType,
    problems.NotValid,
]
SECRETS = {
    "giftToken": (
        "Gift-Token",
        "The token of a gift's link: what stands after the code in `/g/<code>-<token>`.",
    ),
    "giftReceipt": (
        "Gift-Receipt",
        "The secret that a guest got once, when accepting a gift without an account.",
    ),
}


KEY = OpenApiParameter(
    idempotency.HEADER,
    {"type": "string", "pattern": f"^{idempotency.KEY}$"},
    OpenApiParameter.HEADER,
    required=True,
    description="Yours, new for each request and the same when you repeat it; it is remembered for 72 hours.",
)


class SessionScheme(OpenApiAuthenticationExtension):
    target_class = "api.authentication.Session"
    name = "session"

    def get_security_definition(self, auto_schema):
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": "A logged-in browser session. POST also needs the `X-CSRFToken` header.",
        }


class TokenScheme(OpenApiAuthenticationExtension):
    """Two ways to a token: of a partner's application, or of a person who agrees."""

    target_class = "api.authentication.Token"
    name = [Caller.PARTNER.value, Caller.PERSON.value]

    def get_security_definition(self, auto_schema):
        token = {"tokenUrl": "/oauth/token", "scopes": {name: str(words) for name, words in SCOPES.items()}}
        person = {"authorizationUrl": "/oauth/authorize", "refreshUrl": "/oauth/token"}
        return [
            {
                "type": "oauth2",
                "flows": {"clientCredentials": token},
                "description": "Your application's own token (RFC 6749, 4.4).",
            },
            {
                "type": "oauth2",
                "flows": {"authorizationCode": person | token},
                "description": "A token that a person has agreed to (RFC 6749, 4.1, with PKCE by S256).",
            },
        ]

    def get_security_requirement(self, auto_schema):
        scope = auto_schema.view.scope_of(auto_schema.method)
        allowed = [name for name in self.name if name in auto_schema.view.callers]
        return [{name: [scope] if scope else []} for name in allowed]


def refuses(*kinds):
    """Names, for the description, the refusals that an operation may answer with beside those that all have."""

    def decorate(operation):
        operation.refusals = kinds
        return operation

    return decorate


class Operation(AutoSchema):
    def get_auth(self):
        for name in self.view.secrets:
            header, description = SECRETS[name]
            definition = {"type": "apiKey", "in": "header", "name": header, "description": description}
            kind = ResolvedComponent.SECURITY_SCHEMA
            self.registry.register_on_missing(ResolvedComponent(name, kind, schema=definition, object=name))
        found = super().get_auth()
        if Caller.PERSON not in self.view.callers:
            found.remove({SessionScheme.name: []})
        if Caller.GUEST in self.view.callers and not self.view.secrets and {} not in found:
            found.append({})
        return found + [{name: []} for name in self.view.secrets]

    def get_override_parameters(self):
        """Every POST has its key."""
        return [KEY] if self.method == "POST" else []

    def get_operation_id(self):
        return self._handler.__qualname__.partition(".")[0] + self.method.capitalize()

    def get_description(self):
        """Only what an operation says of itself; the views' docstrings are for us."""
        return ""

    def get_tags(self):
        return [self.path.split("/")[3]]

    def _get_request_body(self, direction="request"):
        return None if self.method == "GET" else super()._get_request_body(direction)

    def _get_response_bodies(self, direction="response"):
        found = super()._get_response_bodies(direction)
        for status, kinds in sorted(self._refusals().items()):
            response = OpenApiResponse(
                ProblemShape,
                description=" · ".join(dict.fromkeys(str(kind.title) for kind in kinds)),
                examples=[_example(kind) for kind in kinds],
            )
            found[str(status)] = self._get_response_for_code(
                response, str(status), [problems.MEDIA_TYPE], direction
            )
        return found

    def _refusals(self):
        kinds = [*ALWAYS, *getattr(self._handler, "refusals", ())]
        if self.method not in {"GET", "HEAD"}:
            kinds += CHANGING
        if self.method == "POST":
            kinds += [KeyInFlight, KeyMissing, KeyReused]
        kinds += self._by_caller()
        by_status = defaultdict(list)
        for kind in sorted(set(kinds), key=lambda kind: kind.code):
            by_status[kind.status].append(kind)
        return by_status

    def _by_caller(self):
        """What those are told who may not call."""
        callers = self.view.callers
        yield TokenNotValid
        if Caller.GUEST not in callers:
            yield LoginNeeded
        if Caller.PARTNER not in callers:
            yield PersonNeeded
        if Caller.PERSON not in callers:
            yield PartnerNeeded
        if self.view.resource:
            yield ScopeMissing
        if self.view.of_shop:
            yield ShopNeeded

    @property
    def _handler(self):
        return getattr(self.view, self.method.lower())

    def _map_basic_serializer(self, serializer, direction):
        """A request is refused for names it does not know; an answer may grow new ones."""
        schema = super()._map_basic_serializer(serializer, direction)
        if isinstance(serializer, Strict) or (
            isinstance(serializer, type) and issubclass(serializer, Strict)
        ):
            schema["additionalProperties"] = False
        return schema


class ErrorShape(serializers.Serializer):
    """What is wrong where."""

    pointer = serializers.CharField(
        required=False, help_text="Into the body, a JSON Pointer as a URI fragment (RFC 6901)."
    )
    parameter = serializers.CharField(required=False, help_text="Of the address.")
    code = serializers.CharField()
    detail = serializers.CharField()


class ProblemShape(serializers.Serializer):
    """RFC 9457. `code` is stable and `type` is its address; `title` and `detail` are in the caller's language."""

    type = serializers.CharField(help_text="A reference relative to the shop: `/problems/<code>`.")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(allow_blank=True)
    code = serializers.CharField()
    instance = serializers.CharField(
        required=False, help_text="Of this very request: `urn:uuid:` and its `Request-Id`."
    )
    errors = ErrorShape(many=True, required=False)

    class Meta:
        ref_name = "Problem"


def _example(kind):
    value = problems.body(kind())
    value |= {"title": str(value["title"]), "detail": str(value["detail"])}
    return OpenApiExample(kind.code, value=value)
