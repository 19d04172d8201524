import logging

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.urls import path

from giftshop import urls
from giftshop.urls import handler400, handler403, handler404, handler500  # noqa: F401


def raising(error):
    def view(request):
        raise error

    return view


urlpatterns = [
    *urls.urlpatterns,
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


@pytest.mark.parametrize(
    ("address", "status"),
    [("/odd", 400), ("/closed", 403), ("/nowhere", 404), ("/big", 413), ("/broken", 500)],
)
def test_every_error_has_a_page_in_the_readers_language(client, address, status):
    client.raise_request_exception = False
    english = client.get(address, headers={"Accept-Language": "en"})
    chinese = client.get(address, headers={"Accept-Language": "zh-CN"})
    assert english.status_code == chinese.status_code == status
    assert '<html lang="en">' in english.text and '<html lang="zh-hans">' in chinese.text
    assert "<h1" in chinese.text


def test_the_page_for_a_broken_shop_needs_no_database_and_names_no_cause(client):
    """Without the fixture `db`, touching the database fails."""
    client.raise_request_exception = False
    page = client.get("/broken")
    assert page.status_code == 500
    assert "ZeroDivisionError" not in page.text


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
