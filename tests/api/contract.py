"""A client that holds every answer against the API's own description; an answer may say nothing beyond it."""

import json
import re
import secrets
from datetime import timedelta
from uuid import uuid4

from django.test import Client
from django.utils import timezone
from drf_spectacular.renderers import OpenApiJsonRenderer
from jsonschema import Draft202012Validator, FormatChecker
from oauth2_provider.models import AccessToken, set_token_value

from api.v1.schema import description

JSON = "application/json"
PROBLEM = "application/problem+json"


def document():
    """As a client of the API reads it."""
    return json.loads(OpenApiJsonRenderer().render(description()))


def closed(schema):
    """`schema` with every object limited to its documented names, so that an answer cannot carry anything beside."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    found = {name: closed(value) for name, value in schema.items()}
    if isinstance(found.get("properties"), dict) and found.get("type") == "object":
        found.setdefault("additionalProperties", False)
    return found


def token(application, user=None, scope=None):
    """An access token as OAuth gives it out."""
    row = AccessToken(
        application=application,
        user=user,
        scope=" ".join(application.scopes) if scope is None else scope,
        expires=timezone.now() + timedelta(hours=1),
    )
    text = secrets.token_urlsafe(30)
    set_token_value(row, text)
    row.save()
    return text


class Contract:
    def __init__(self):
        self.document = document()
        schemas = self.document["components"]["schemas"]
        self.closed = {name: s if name == "Problem" else closed(s) for name, s in schemas.items()}

    def operation(self, method, path):
        for template, item in self.document["paths"].items():
            numbered = template.replace("{id}", "[0-9]+").replace("{delivery}", "[0-9]+")
            if re.fullmatch(re.sub(r"\{\w+\}", "[0-9A-Z]{12}", numbered), path.partition("?")[0]):
                return item.get("get" if method == "head" else method)
        return None

    def complaints(self, schema, value):
        whole = {"components": {"schemas": self.closed}, **schema}
        return [
            str(error)
            for error in Draft202012Validator(whole, format_checker=FormatChecker()).iter_errors(value)
        ]

    def check(self, method, path, response, sent=None):
        operation = self.operation(method, path)
        problem = response.status_code >= 400
        if operation is None:
            assert response.status_code in {401, 404, 405}, (method, path, response.status_code)
            assert self.complaints({"$ref": "#/components/schemas/Problem"}, response.json()) == []
            return
        documented = operation["responses"].get(str(response.status_code))
        assert documented, (
            f"{method} {path}: {response.status_code} is not documented: {response.content[:300]}"
        )
        if response.status_code == 204:
            assert "content" not in documented and not response.content
            return
        kind = PROBLEM if problem else JSON
        assert response["Content-Type"] == kind
        if method != "head":
            assert self.complaints(documented["content"][kind]["schema"], response.json()) == []
        if problem:
            codes = documented["content"][kind]["examples"].values()
            assert response.json()["code"] in {example["value"]["code"] for example in codes}
            assert response["Cache-Control"] == "no-store"
        elif sent is not None and "requestBody" in operation:
            assert self.complaints(operation["requestBody"]["content"][JSON]["schema"], sent) == []


class API:
    """Somebody's client: `api.as_(world.mei).get("/gifts")`. CSRF is enforced, as outside; a login has its token."""

    def __init__(self, contract, user=None, **headers):
        self.contract = contract
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        self.headers = headers
        if user:
            self.client.force_login(user)
            self.client.cookies["csrftoken"] = "c" * 32
            self.headers = {"X-CSRFToken": "c" * 32} | headers

    def as_(self, user, **headers):
        return API(self.contract, user, **headers)

    def by(self, application, user=None, scope=None):
        """A program with a token: the application's own, or one that `user` has agreed to. All scopes, unless said."""
        return API(self.contract, Authorization=f"Bearer {token(application, user, scope)}")

    def get(self, path, params=None, **headers):
        return self.request("get", path, query_params=params, headers=self.headers | headers)

    def post(self, path, body=None, **headers):
        """With an Idempotency-Key of its own, unless `headers` have one; None is no key."""
        headers = {"Idempotency-Key": str(uuid4())} | self.headers | headers
        return self.send("post", path, body, **{name: value for name, value in headers.items() if value})

    def put(self, path, body, **headers):
        return self.send("put", path, body, **headers)

    def patch(self, path, body, **headers):
        return self.send("patch", path, body, **headers)

    def delete(self, path, **headers):
        return self.send("delete", path, **headers)

    def send(self, method, path, body=None, **headers):
        data = {} if body is None else {"data": json.dumps(body)}
        return self.request(
            method, path, sent=body, headers=self.headers | headers, content_type=JSON, **data
        )

    def request(self, method, path, sent=None, **how):
        path = path if path.startswith("/api/") else f"/api/v1{path}"
        response = getattr(self.client, method)(path, **how)
        self.contract.check(method, path, response, sent)
        return response
