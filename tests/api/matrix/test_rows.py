"""The table has a row for everything that there is."""

from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from api.callers import Caller
from api.scopes import SCOPES
from tests.api.contract import JSON, METHODS, template
from tests.api.matrix.conftest import outcome
from tests.api.matrix.rows import ROWS

PREFIX = "/api/v1"


def offered():
    """Every method of every address, as the rows name them."""
    for path, view in views(get_resolver()):
        if path.startswith("api/v1/"):
            there = {name for name in METHODS if name in view.http_method_names and hasattr(view, name)}
            yield from (f"{name.upper()} {template(path).removeprefix(PREFIX)}" for name in there)


def views(resolver, prefix=""):
    for entry in resolver.url_patterns:
        path = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLPattern):
            yield path, getattr(entry.callback, "view_class", None)
        else:
            yield from views(entry, path)


def test_every_method_of_every_address_has_its_row():
    for operation in sorted(offered()):
        assert operation in ROWS, (
            f"say in tests/api/matrix/rows.py who may {operation}, and what stands for its parameters"
        )
    assert ROWS.keys() == set(offered())


def test_every_scope_is_good_for_something():
    assert {row.scope for row in ROWS.values()} - {""} == SCOPES.keys()


def test_what_has_no_row_cannot_be_done(matrix):
    [erp] = matrix.clients(matrix.ours.erp)
    for operation, row in ROWS.items():
        address, path = operation.partition(" ")[2], row.path(operation, matrix.own(operation).things)
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]:
            if f"{method} {address}" not in ROWS:
                response = erp.client.generic(
                    method, f"{PREFIX}{path}", content_type=JSON, headers=erp.headers
                )
                told = (405, "method-not-allowed") if "erp" in row.who else (403, "person-needed")
                assert outcome(response) == told, (method, path)


def test_callers_are_those_that_there_are():
    assert set(Caller) == {"person", "partner", "guest"}
