"""The description is true: it is valid, whole, and what the other tests' answers are held against."""

from pathlib import Path

from django.core.management import call_command
from django.urls import URLPattern, get_resolver
from drf_spectacular.validation import validate_schema

from api.v1.schema import description
from tests.api.contract import METHODS, Contract, document, template

ROOT = Path(__file__).resolve().parents[2]


def test_the_description_is_valid_and_made_without_a_warning(tmp_path):
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yaml"))
    validate_schema(description())
    assert document()["openapi"] == "3.1.0"


def test_it_is_served(api):
    assert api.get("/schema").json() == document()


def test_the_addresses_and_methods_that_there_are_are_those_that_are_documented():
    there = {
        template(path): {name for name in METHODS if hasattr(view, name)}
        for path, view in views(get_resolver())
        if path.startswith("api/v1/")
    }
    assert there == {path: item.keys() & METHODS for path, item in document()["paths"].items()}


def views(resolver, prefix=""):
    """(address, view class) of everything there is."""
    for entry in resolver.url_patterns:
        path = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLPattern):
            yield path, getattr(entry.callback, "view_class", None)
        else:
            yield from views(entry, path)


def test_every_operation_says_how_it_succeeds_and_how_it_fails():
    for path, item in document()["paths"].items():
        for method in item.keys() & METHODS:
            responses = item[method]["responses"]
            assert [code for code in responses if code.startswith("2")], (method, path)
            assert {"400", "406", "429", "500"} <= responses.keys(), (method, path)
            failures = [response for code, response in responses.items() if code >= "400"]
            assert all(list(response["content"]) == ["application/problem+json"] for response in failures)
            assert item[method]["summary"]
            if method == "post":
                assert {"403", "413", "415", "422"} <= responses.keys(), (method, path)


def test_every_operation_has_an_example_of_what_is_sent_and_of_what_comes_back():
    lacking = []
    for path, item in document()["paths"].items():
        for method, operation in item.items():
            succeeds = [body for code, body in operation["responses"].items() if code.startswith("2")]
            for body in [*succeeds, operation.get("requestBody", {})]:
                media = body.get("content", {}).get("application/json")
                if media and not media.get("examples") and path != "/api/v1/schema":
                    lacking.append((method, path))
    assert not lacking


def test_its_examples_are_true():
    contract = Contract()
    checked = 0
    for item in contract.document["paths"].values():
        for method in item.keys() & METHODS:
            bodies = [*item[method]["responses"].values(), item[method].get("requestBody", {"content": {}})]
            for media in (media for body in bodies for media in body.get("content", {}).values()):
                for example in media.get("examples", {}).values():
                    assert contract.complaints(media["schema"], example["value"]) == []
                    checked += 1
    assert checked > 50


def test_the_recipients_shapes_hold_no_money():
    schemas = document()["components"]["schemas"]
    for name in ("GiftReceived", "GiftReceivedDetail", "GiftAccepted", "ParcelShape"):
        assert not [
            word for word in ("fen", "currency", "payment", "refund") if word in str(reached(schemas, name))
        ]


def reached(schemas, name):
    """The shape `name` with all shapes that it names."""
    todo, found = [name], {}
    while todo:
        name = todo.pop()
        if name not in found:
            found[name] = {"names": sorted(schemas[name]["properties"]), "is": schemas[name]}
            todo += [other for other in schemas if f"#/components/schemas/{other}'" in str(schemas[name])]
    return {name: shape["names"] for name, shape in found.items()}


def test_the_manual_names_every_problem():
    manual = (ROOT / "docs" / "api.md").read_text()
    told = {"not-found", "method-not-allowed", "forbidden"}
    for item in document()["paths"].values():
        for method in item.keys() & METHODS:
            for code, response in item[method]["responses"].items():
                if code >= "400":
                    examples = response["content"]["application/problem+json"]["examples"].values()
                    told |= {example["value"]["code"] for example in examples}
    assert [code for code in sorted(told) if f"`{code}`" not in manual] == []
