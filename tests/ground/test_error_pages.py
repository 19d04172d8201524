import logging
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import HttpResponse
from django.template.loader import get_template
from django.urls import path
from django.views.decorators.http import require_POST

from giftshop import urls
from giftshop.urls import handler400, handler403, handler404, handler500  # noqa: F401
from giftshop.views import too_many


def raising(error):
    def view(request):
        raise error

    return view


@require_POST
def button(request):
    return HttpResponse()


urlpatterns = [
    *urls.urlpatterns,
    path("button", button),
    path("fast", too_many),
    path("api/button", button),
    path("odd", raising(SuspiciousOperation())),
    path("big", raising(RequestDataTooBig())),
    path("closed", raising(PermissionDenied())),
    path("broken", raising(ZeroDivisionError())),
]


@pytest.fixture(autouse=True)
def failing_pages(settings):
    settings.ROOT_URLCONF = __name__
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


FAILURES = [
    ("/odd", 400),
    ("/closed", 403),
    ("/nowhere", 404),
    ("/button", 405),
    ("/big", 413),
    ("/fast", 429),
    ("/broken", 500),
]


@pytest.mark.parametrize(("address", "status"), FAILURES)
def test_every_error_has_a_page_in_the_readers_language(client, address, status):
    client.raise_request_exception = False
    english = client.get(address, headers={"Accept-Language": "en"})
    chinese = client.get(address, headers={"Accept-Language": "zh-CN"})
    assert english.status_code == chinese.status_code == status
    assert '<html lang="en">' in english.text and '<html lang="zh-hans">' in chinese.text
    assert heading(english) and heading(english) != heading(chinese)
    assert heading(chinese) in re.search("<title>(.+)</title>", chinese.text)[1]


@pytest.mark.parametrize(("address", "status"), FAILURES)
def test_every_error_says_what_to_do_and_leads_home(client, address, status):
    client.raise_request_exception = False
    page = client.get(address)
    assert re.search('trouble__advice">[^<]{4,}<', page.text)
    assert 'href="/"' in page.text


@pytest.mark.parametrize(("address", "status"), FAILURES)
def test_an_error_names_no_cause_and_is_as_safe_as_any_page(client, address, status):
    client.raise_request_exception = False
    page = client.get(address)
    for word in [
        "Traceback",
        "Exception",
        "Error",
        "giftshop.",
        "SuspiciousOperation",
        str(settings.BASE_DIR),
    ]:
        assert word not in page.text
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    "name", ["page", "403", "429", "500", "csrf", "refused", "refused/410", "refused/429"]
)
def test_every_error_has_a_drawing(name):
    drawing = re.search(r"art/[\w-]+\.svg", get_template(f"errors/{name}.html").template.source)[0]
    assert finders.find(drawing), drawing


def heading(page):
    return re.search("<h1[^>]*>([^<]+)</h1>", page.text)[1]


def test_a_page_that_takes_no_such_method_still_names_those_it_takes(client):
    assert client.get("/button").headers["Allow"] == "POST"


def test_a_machine_gets_no_page_for_a_method_that_is_not_taken(client):
    assert "<html" not in client.get("/api/button").text


def test_a_host_that_is_not_ours_gets_a_page_too(client):
    page = client.get("/offline/", headers={"Host": "elsewhere.example"})
    assert page.status_code == 400
    assert "elsewhere.example" not in page.text


def test_the_page_for_a_broken_shop_needs_no_database_and_names_no_cause(client):
    """Without the fixture `db`, touching the database fails."""
    client.raise_request_exception = False
    client.cookies[settings.SESSION_COOKIE_NAME] = "somebody"
    page = client.get("/broken")
    assert page.status_code == 500
    assert "ZeroDivisionError" not in page.text
    assert not page.cookies and "Cookie" not in page.headers.get("Vary", "")


def test_a_broken_page_for_a_broken_shop_leaves_bare_words(client, settings, tmp_path):
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [tmp_path], "APP_DIRS": False}]
    client.raise_request_exception = False
    page = client.get("/broken")
    assert page.status_code == 500
    assert page.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "请稍后再试" in page.text and "try again" in page.text


def test_a_form_without_its_token_is_told_to_reload(client):
    client.handler.enforce_csrf_checks = True
    page = client.post("/account/login/", {"login": "mei@example.com"}, headers={"Accept-Language": "en"})
    assert page.status_code == 403
    assert "Please reload the page and try again" in page.text


def test_a_strangers_page_carries_nothing_of_the_stranger(client):
    page = client.get("/nowhere")
    assert not page.cookies
    assert "Cookie" not in page.headers.get("Vary", "")
    assert "csrfmiddlewaretoken" not in page.text
