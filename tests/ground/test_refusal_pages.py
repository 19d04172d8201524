import pytest
from django.http import Http404, HttpResponse
from django.urls import path

from giftshop import urls
from giftshop.middleware import private
from giftshop.refusals import Refused


class Taken(Refused):
    code = "taken"
    title = "Somebody was faster"
    detail = "It can be taken <once>."


class Gone(Taken):
    status = 410


class TooFast(Taken):
    status = 429


def refuse(refusal):
    def view(request):
        raise refusal

    return view


@private
def secret(request):
    raise Http404


@private
def form(request):
    return HttpResponse("<form method=post></form>")


urlpatterns = [
    path("taken", refuse(Taken())),
    path("taken-in-other-words", refuse(Taken("In other words."))),
    path("gone", refuse(Gone())),
    path("too-fast", refuse(TooFast(retry_after=7))),
    path("api/taken", refuse(Taken())),
    path("secret-taken", private(refuse(Taken()))),
    path("secret", secret),
    path("secret-form", form),
    *urls.urlpatterns,
]


@pytest.fixture(autouse=True)
def refusing_pages(settings):
    settings.ROOT_URLCONF = __name__


def test_a_refusal_becomes_a_page_that_says_why(client):
    page = client.get("/taken")
    assert page.status_code == 409
    assert "<h1" in page.text and "Somebody was faster" in page.text
    assert "It can be taken &lt;once&gt;." in page.text


def test_a_refusal_may_speak_in_its_own_words(client):
    assert "In other words." in client.get("/taken-in-other-words").text


def test_a_refusal_keeps_its_status(client):
    assert client.get("/gone").status_code == 410


def test_who_was_too_fast_is_told_when_to_come_back(client):
    page = client.get("/too-fast")
    assert page.status_code == 429
    assert page.headers["Retry-After"] == "7"


def test_the_api_answers_its_own_refusals(client):
    with pytest.raises(Refused):
        client.get("/api/taken")


def test_no_cache_keeps_a_refusal(client):
    assert client.get("/taken").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", ["/secret", "/secret-taken"])
def test_a_private_page_stays_private_when_it_refuses_or_is_missing(client, address):
    page = client.get(address)
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_private_form_lets_the_browser_say_where_it_comes_from(client, method):
    """With `no-referrer` a browser posts the form with `Origin: null`, and the CSRF check refuses it."""
    page = getattr(client, method)("/secret-form")
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "same-origin"
