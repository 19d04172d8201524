import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from accounts.adapter import AccountAdapter
from accounts.limits import client_ip, client_network, limit, limited
from accounts.refusals import TooManyAttempts


def visit(address="7.7.7.7", forwarded=None):
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded is not None else {}
    request = RequestFactory().get("/", REMOTE_ADDR=address, **extra)
    request.user = AnonymousUser()
    return request


@pytest.mark.parametrize(
    "proxies, forwarded, expected",
    [
        (0, "1.1.1.1", "7.7.7.7"),
        (1, "1.1.1.1", "1.1.1.1"),
        (1, "6.6.6.6, 1.1.1.1", "1.1.1.1"),
        (2, "6.6.6.6, 1.1.1.1, 2.2.2.2", "1.1.1.1"),
        (2, "1.1.1.1", "7.7.7.7"),
        (1, "", "7.7.7.7"),
        (1, "nonsense", "7.7.7.7"),
        (1, None, "7.7.7.7"),
        (1, "::ffff:1.1.1.1", "1.1.1.1"),
        (1, "2001:db8::1", "2001:db8::1"),
    ],
)
def test_only_the_word_of_our_own_proxies_is_believed(settings, proxies, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    request = visit(forwarded=forwarded)
    assert client_ip(request) == AccountAdapter(request).get_client_ip(request) == expected


def test_a_connection_without_an_address_has_none():
    assert client_ip(visit(address="")) == ""
    assert AccountAdapter().get_client_ip(visit(address="")) == "unknown"


def test_one_visitor_commands_a_whole_ipv6_network():
    assert client_network(visit("2001:db8:1:2:3::1")) == client_network(visit("2001:db8:1:2::9"))
    assert client_network(visit("2001:db8:1:3::1")) != client_network(visit("2001:db8:1:2::1"))


def test_one_more_than_allowed_is_refused_and_told_how_long_to_wait():
    for _ in range(3):
        limit(visit(), "open", "3/h")
    with pytest.raises(TooManyAttempts) as refusal:
        limit(visit(), "open", "3/h")
    assert refusal.value.status == 429 and refusal.value.code == "too-many-attempts"
    assert 1 <= refusal.value.extra["retry_after"] <= 3600


def test_visitors_groups_and_keys_are_counted_apart():
    limit(visit(), "open", "1/h")
    limit(visit("8.8.8.8"), "open", "1/h")
    limit(visit(), "other", "1/h")
    limit(visit(), "open", "1/h", key="gift:1")
    with pytest.raises(TooManyAttempts):
        limit(visit("9.9.9.9"), "open", "1/h", key="gift:1")


def test_a_view_can_be_limited():
    view = limited("view", "1/h")(lambda request: "answer")
    assert view(visit()) == "answer"
    with pytest.raises(TooManyAttempts):
        view(visit())


def test_without_redis_nobody_is_turned_away(settings):
    settings.CACHES = {"default": settings.CACHES["default"] | {"LOCATION": "redis://127.0.0.1:1/0"}}
    for _ in range(3):
        limit(visit(), "open", "1/h")
