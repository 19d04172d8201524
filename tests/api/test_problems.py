"""Every error is a problem (RFC 9457), in the caller's language, and tells nothing of the inside."""

import logging

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from api import problems
from gifts import links
from giftshop import logs
from tests.api.broken_urls import SECRET

PROBLEM = "application/problem+json"


def is_problem(response, status, code):
    assert (response.status_code, response["Content-Type"]) == (status, PROBLEM)
    body = response.json()
    assert (body["status"], body["code"], body["type"]) == (status, code, f"/problems/{code}")
    return body


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete", "options"])
@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/gifts/", "/gifts/short", "/gifts/%00", "/orders/%00", "/products/%F0%9F", "/../../api/x"],
)
def test_an_address_that_is_none_is_a_problem(api, method, path):
    is_problem(api.request(method, path), 404, "not-found")


def test_the_root_of_the_api_is_a_problem_not_a_page(db):
    is_problem(Client().get("/api/"), 404, "not-found")


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "post"])
def test_a_method_that_is_not_offered_is_refused_with_those_that_are(world, api, method):
    mei = api.as_(world.mei)
    response = mei.request(method, "/orders", headers=mei.headers, content_type="application/json")
    is_problem(response, 405, "method-not-allowed")
    assert response["Allow"] == "GET, HEAD"


def test_only_json_is_spoken(api):
    is_problem(api.get("/products", Accept="text/html"), 406, "not-acceptable")


@pytest.mark.parametrize(
    ("tag", "spoken", "title"),
    [
        ("en", "en", "There is nothing here"),
        ("en-GB;q=0.9, fr", "en", "There is nothing here"),
        ("zh-CN", "zh-hans", None),
        ("fr", "zh-hans", None),
        ("x" * 5000, "zh-hans", None),
    ],
)
def test_the_caller_is_answered_in_the_language_asked_for(api, tag, spoken, title):
    response = api.get("/products/0", **{"Accept-Language": tag})
    assert response["Content-Language"] == spoken
    assert "Accept-Language" in response["Vary"]
    assert title is None or response.json()["title"] == title


def test_the_header_counts_before_the_pages_cookie(api):
    api.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    assert api.get("/products/0", **{"Accept-Language": "en"})["Content-Language"] == "en"


@pytest.mark.urls("tests.api.broken_urls")
def test_what_breaks_inside_stays_inside_and_is_logged(db, caplog):
    client = Client(raise_request_exception=False)
    with caplog.at_level(logging.ERROR):
        response = client.get("/api/v1/broken")
    is_problem(response, 500, "internal-error")
    assert SECRET not in response.content.decode()
    assert SECRET in caplog.text


@pytest.mark.urls("tests.api.broken_urls")
def test_a_page_of_an_error_from_outside_the_views_is_replaced(db):
    response = Client().get("/api/v1/outside")
    assert response["Content-Type"] == PROBLEM
    assert SECRET not in response.content.decode()


def test_a_wrong_host_is_a_problem_too(db):
    is_problem(
        Client(raise_request_exception=False).get("/api/v1/products", HTTP_HOST="evil.test"), 400, "malformed"
    )


def test_too_many_parameters_are_a_problem(api):
    is_problem(api.get("/products?" + "&".join(f"a{n}=1" for n in range(1100))), 400, "malformed")


def test_a_person_is_counted(world, api, settings):
    settings.API_RATE = "2/m"
    mei, bo = api.as_(world.mei), api.as_(world.bo)
    assert [mei.get("/orders").status_code for _ in range(2)] == [200, 200]
    response = mei.get("/orders")
    assert 0 < is_problem(response, 429, "too-many-attempts")["retry_after"] <= 60
    assert response["Retry-After"] == str(response.json()["retry_after"])
    assert bo.get("/orders").status_code == 200


def test_an_address_without_login_is_counted(api, settings):
    settings.API_RATE = "2/m"
    assert [api.get("/covers").status_code for _ in range(3)] == [200, 200, 429]


@pytest.mark.parametrize("header", ["Gift-Token", "Gift-Receipt"])
def test_guessing_a_secret_is_counted_together_with_the_pages(world, api, settings, header):
    settings.LINK_RATE = "3/m"
    gift = world.sent_gift()
    for _ in range(2):
        assert api.get(f"/gifts/{gift.code}", **{header: "x" * 24}).status_code == 404
    assert Client().get(f"/g/{gift.code}-{'x' * 24}").status_code == 404
    is_problem(api.get(f"/gifts/{gift.code}", **{header: links.token(gift)}), 429, "too-many-attempts")
    is_problem(api.get(f"/gifts/{gift.code}/parcel", **{header: "x" * 24}), 429, "too-many-attempts")
    assert Client().get(f"/g/{gift.code}-{links.token(gift)}").status_code == 429
    cache.clear()
    assert Client().get(f"/g/{gift.code}-{links.token(gift)}").status_code == 302


def test_every_kind_of_problem_has_its_page(client, db):
    for code, kind in problems.catalogue().items():
        response = client.get(f"/problems/{code}", headers={"Accept-Language": "en"})
        assert response.status_code == 200
        assert str(code) in response.content.decode() and str(kind.status) in response.content.decode()
    assert client.get("/problems/none").status_code == 404


def test_codes_are_given_once():
    kinds = [kind for kind in problems._kinds(problems.Refused) if not kind.__module__.startswith("tests.")]
    assert len({kind.code for kind in kinds}) == len(kinds)


def test_a_problem_names_its_request_and_so_do_its_lines_in_the_log(api):
    response = api.get("/gifts/short")
    assert response.json()["instance"] == f"urn:uuid:{response['Request-Id']}"
    record = logging.LogRecord("a", logging.INFO, "", 1, "", (), None)
    logs.NameRequest().filter(record)
    assert record.request_id == "-"
    known = logs.REQUEST_ID.set("7")
    logs.NameRequest().filter(record)
    logs.REQUEST_ID.reset(known)
    assert record.request_id == "7"
