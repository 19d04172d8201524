"""Two merchants never learn of each other: every page of the admin, asked for by every stranger."""

import re
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import URLPattern, get_resolver

from giftshop.counter.base import Page, Rows
from orders.models import Order
from shops.models import Category, Shop, Staff
from tests.counter.rows import of_a_shop

SHARED = {Category}  # the platform's, for everybody to choose from
OF_A_ROW = ["object_id", "pk", "id"]
STRANGERS = ["owner", "clerk", "customer", "nobody"]


@pytest.fixture
def rows(world):
    return of_a_shop(world)


@pytest.fixture
def stranger(world):
    """`stranger("owner")`: a browser of the owner of another shop."""

    def stranger(role):
        client = Client(raise_request_exception=True)
        if role == "nobody":
            return client
        person = world.person("lin", is_staff=role != "customer")
        if role != "customer":
            Staff.objects.create(
                shop=Shop.objects.create(code="other", name="Elsewhere"), user=person, role=role
            )
        client.force_login(person)
        return client

    return stranger


def test_every_page_has_the_base_that_limits_it():
    for page in admin.site._registry.values():
        assert isinstance(page, Page), page
        assert all(issubclass(inline, Rows) for inline in page.inlines), page


def test_there_is_a_row_of_everything(rows):
    assert set(rows) == set(admin.site._registry)


def patterns(entries=None, path=""):
    for entry in entries if entries is not None else get_resolver("giftshop.urls").url_patterns:
        if path == "" and entries is None and str(entry.pattern) != "admin/":
            continue
        if isinstance(entry, URLPattern):
            yield path + str(entry.pattern)
        else:
            yield from patterns(entry.url_patterns, path + str(entry.pattern))


def addresses(rows):
    """Every address of the admin about the rows: those with a parameter that is not known here fail."""
    for pattern in set(patterns()):
        if not pattern.endswith("(?P<url>.*)$"):  # whatever is not found
            path, row = _filled(pattern, rows)
            yield path, row
            if row is None:
                yield f"{path}?orders={rows[Order].pk}", None
    for model in rows:
        for field in model._meta.get_fields():
            if field.many_to_one or field.many_to_many:
                asked = {"app_label": model._meta.app_label, "model_name": model._meta.model_name}
                yield f"/admin/autocomplete/?{urlencode(asked | {'field_name': field.name})}", None
    for place in map(_place, rows):
        yield from ((f"/admin/{place}/?{query}", None) for query in ["q=5", "o=1", "all=", "e=1"])


def _filled(pattern, rows):
    """The address, and the row that it is about if it names one."""
    row = next((row for model, row in rows.items() if pattern.startswith(f"admin/{_place(model)}/")), None)
    label = row._meta.app_label if row else "orders"
    known = {"content_type_id": 1, "table": "days"} | dict.fromkeys(OF_A_ROW, row and row.pk)
    path = re.sub(r"\(\?P<app_label>[^)]*\)", label, pattern).strip("^$").replace("\\", "")
    path = re.sub(r"<(?:\w+:)?(\w+)>", lambda name: str(known[name[1]]), path)
    return f"/{path}", row if any(f"{name}>" in pattern for name in OF_A_ROW) else None


def _place(model):
    return f"{model._meta.app_label}/{model._meta.model_name}"


def secrets(rows):
    """What a stranger may not read: the words of the rows that are theirs alone."""
    for model, row in rows.items():
        if model in SHARED:
            continue
        yield str(row)
        for field in model._meta.concrete_fields:
            value = getattr(row, field.attname)
            if isinstance(value, str) and len(value) >= 8 and not field.choices:
                yield value


def state(rows):
    return {model: list(model._default_manager.order_by("pk").values()) for model in rows}


@pytest.mark.parametrize("role", STRANGERS)
def test_a_stranger_gets_nothing_and_changes_nothing(rows, stranger, role):
    client = stranger(role)
    words = {word for word in secrets(rows) if len(word) > 3}
    before = state(rows)
    for path, row in addresses(rows):
        if path.partition("?")[0] in {"/admin/logout/", "/admin/login/"}:
            continue
        for answer in (client.get(path), client.post(path, posted(rows))):
            assert answer.status_code < 500, path
            if row is not None and type(row) not in SHARED:
                assert answer.status_code in {302, 403, 404}, (
                    f"{path} answers {role} with {answer.status_code}"
                )
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            told = [word for word in words if word in body.decode(errors="replace")]
            assert not told, f"{path} tells {role} {told}"
    assert state(rows) == before


def posted(rows):
    """All that one might hope works: an action on the rows, a form that names them."""
    return {
        "action": "suspend",
        "_selected_action": [row.pk for row in rows.values()],
        "shop": rows[Shop].pk,
        "product": 1,
        "evidence": "nothing",
        "resolution": "nothing",
        "answer": "approve",
    }
