"""The API's description (OpenAPI 3.1) is made from the views, with the problems that each may answer."""

from collections import defaultdict

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.utils import OpenApiExample, OpenApiResponse
from rest_framework import serializers
from rest_framework.permissions import AllowAny

from accounts.refusals import TooManyAttempts
from api import problems
from api.bodies import Strict
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
        return super().get_auth() + [{name: []} for name in self.view.secrets]

    def get_operation_id(self):
        return self._handler.__qualname__.partition(".")[0] + self.method.capitalize()

    def get_description(self):
        """Only what an operation says of itself; the views' docstrings are for us."""
        return ""

    def get_tags(self):
        return [self.path.split("/")[3]]

    def _get_request_body(self, direction="request"):
        return super()._get_request_body(direction) if self.method == "POST" else None

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
        if self.method == "POST":
            kinds += CHANGING
        if not any(isinstance(rule, AllowAny) for rule in self.view.get_permissions()):
            kinds.append(LoginNeeded)
        by_status = defaultdict(list)
        for kind in sorted(set(kinds), key=lambda kind: kind.code):
            by_status[kind.status].append(kind)
        return by_status

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
    errors = ErrorShape(many=True, required=False)

    class Meta:
        ref_name = "Problem"


def _example(kind):
    value = problems.body(kind())
    value |= {"title": str(value["title"]), "detail": str(value["detail"])}
    return OpenApiExample(kind.code, value=value)
