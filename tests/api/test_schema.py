"""The description is true: it is valid, whole, and what the other tests' answers are held against."""

from pathlib import Path

from django.core.management import call_command
from django.urls import URLPattern, get_resolver, resolve
from drf_spectacular.validation import validate_schema

from api.v1.schema import description
from tests.api.contract import Contract, document

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = {"code": "0" * 12, "number": "0" * 12, "id": "1", "delivery": "1"}
METHODS = {"get", "post", "put", "patch", "delete"}


def test_the_description_is_valid_and_made_without_a_warning(tmp_path):
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(tmp_path / "schema.yaml"))
    validate_schema(description())
    assert document()["openapi"] == "3.1.0"


def test_it_is_served(api):
    assert api.get("/schema").json() == document()


def test_every_documented_path_leads_somewhere():
    for path, item in document()["paths"].items():
        view = resolve(path.format(**SAMPLE)).func.view_class
        assert item.keys() & METHODS == {name for name in METHODS if hasattr(view, name)}
        assert view.__name__ != "Nowhere"


def test_every_address_of_the_api_is_documented():
    found = {path for path in addresses(get_resolver()) if path.startswith("api/v1/")}
    assert {f"/{path}" for path in found} == {
        path.replace("{code}", "<code:code>")
        .replace("{number}", "<code:number>")
        .replace("{id}", "<int:id>")
        .replace("{delivery}", "<int:delivery>")
        for path in document()["paths"]
    }


def addresses(resolver, prefix=""):
    for entry in resolver.url_patterns:
        path = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLPattern):
            yield path
        else:
            yield from addresses(entry, path)


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
