"""Nothing inside is ever reached: not by its address, not by a name, not by a name that changes its mind."""

import socket
from ipaddress import ip_network

import pytest

from api.webhooks import network
from api.webhooks.targets import NotATarget, target
from tests.api.webhooks.conftest import deliver, happen
from tests.api.webhooks.receiver import Receiver

INSIDE = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.100.100.200",
    "127.0.0.1",
    "127.8.8.8",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b::10.0.0.1",
    "64:ff9b:1::808:808",
    "100::1",
    "2001::1",
    "2001:0:7f00:1::",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::",
    "2002:808:808::1",
    "3fff::1",
    "4000::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%lo",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
]
OUTSIDE = [
    "8.8.8.8",
    "1.1.1.1",
    "114.114.114.114",
    "2400:3200::1",
    "2606:4700:4700::1111",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]


@pytest.mark.parametrize("address", INSIDE)
def test_nothing_is_delivered_inside(address):
    assert not network.is_allowed(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_the_internet_is_outside(address):
    assert network.is_allowed(address)


@pytest.mark.parametrize("text", ["", "localhost", "1.2.3", "0x7f.1", "2130706433", "1.2.3.4.5", "١.١.١.١"])
def test_what_is_no_address_is_not_allowed(text):
    assert not network.is_allowed(text)


def test_the_operator_may_open_networks_of_their_own(settings):
    settings.WEBHOOK_NETWORKS = [ip_network("10.1.0.0/16"), ip_network("fd00::/8")]
    assert all(map(network.is_allowed, ["10.1.2.3", "::ffff:10.1.2.3", "64:ff9b::10.1.2.3", "fd00::7"]))
    assert not any(map(network.is_allowed, ["10.2.0.1", "127.0.0.1", "fe80::1"]))


GOOD = [
    "https://erp.example",
    "https://erp.example/hooks?shop=7&x=%20",
    "https://erp.example:8443/",
    "https://ERP.Example./a",
    "https://xn--fsqu00a.xn--0zwm56d/",
    "https://8.8.8.8/",
    "https://[2400:3200::1]:443/",
]
BAD = [
    "",
    "http://erp.example/",
    "HTTPS://erp.example/",
    "ftp://erp.example/",
    "//erp.example/",
    "https://",
    "https:///x",
    "https://:443/",
    "https://erp.example:80/",
    "https://erp.example:22/",
    "https://erp.example:99999/",
    "https://erp.example:x/",
    "https://erp.example:0/",
    "https://me:secret@erp.example/",
    "https://erp.example@127.0.0.1/",
    "https://erp.example#x",
    "https://erp.example\\@127.0.0.1/",
    "https://erp.example/ x",
    "https://erp.example/\r\nHost: x",
    "https://erp.example/\n",
    "https://例子.中国/",
    "https://127.0.0.1/",
    "https://169.254.169.254/latest/meta-data",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[fe80::1%25lo]/",
    "https://[::1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://127.1/",
    "https://0177.0.0.1/",
    "https://127.0.0.0x1/",
    "https://a..b/",
    "https://-/",
    "https://a%2eb/",
    f"https://{'a' * 64}.example/",
    f"https://{'a.' * 130}example/",
]


@pytest.mark.parametrize("url", GOOD)
def test_a_good_address_is_taken(url):
    assert target(url).port in {443, 8443}


@pytest.mark.parametrize("url", BAD)
def test_a_bad_address_is_refused_and_told_why(url):
    with pytest.raises(NotATarget) as refused:
        target(url)
    assert str(refused.value)


def fails(endpoint):
    delivery = happen(endpoint)
    deliver()
    return delivery.attempts.order_by("-pk").first().error


def test_a_name_that_leads_inside_is_not_connected_to(endpoint, receiver, settings):
    settings.WEBHOOK_NETWORKS = []
    assert fails(endpoint) == "address-not-allowed"
    assert receiver.connections == 0


def test_one_address_inside_among_others_is_enough(endpoint, receiver, names, settings):
    settings.WEBHOOK_NETWORKS = []
    names["hooks.test"] = ["8.8.8.8", "127.0.0.1"]
    assert fails(endpoint) == "address-not-allowed"
    assert receiver.connections == 0


def test_a_name_that_is_public_first_and_inside_next_leads_nowhere_inside(
    endpoint, receiver, names, settings, monkeypatch
):
    """DNS rebinding: the name is looked up once, and what was judged is what is connected to."""
    settings.WEBHOOK_NETWORKS = []
    answers, reached = iter([["8.8.8.8"], ["127.0.0.1"], ["127.0.0.1"]]), []
    names["hooks.test"] = lambda: next(answers)

    def connect(address, *args, **kwargs):
        reached.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    assert fails(endpoint) == "no-connection"
    assert reached == ["8.8.8.8"]
    assert next(answers) == ["127.0.0.1"]  # nobody asked again
    assert receiver.connections == 0


def test_a_redirect_inside_is_not_followed(endpoint, receiver, certificates):
    inside = Receiver(certificates)
    receiver.behave = redirect(inside.url(host="127.0.0.1"))
    assert fails(endpoint) == ""
    assert inside.connections == 0
    inside.stop()


def redirect(url):
    def behave(handler):
        handler.send_response(307)
        handler.send_header("Location", url)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return behave


def test_a_proxy_of_the_environment_is_not_used(endpoint, receiver, monkeypatch):
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fails(endpoint) == ""
    assert len(receiver.got) == 1


def test_an_address_that_was_stored_before_the_rules_were_tightened_is_refused_too(
    endpoint, receiver, settings
):
    settings.WEBHOOK_PORTS = [443]
    assert fails(endpoint) == "address-not-allowed"
    assert receiver.connections == 0
