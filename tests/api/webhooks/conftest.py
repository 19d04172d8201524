import socket
from datetime import timedelta
from ipaddress import ip_network

import pytest

from api.models import Application, Delivery, Endpoint, Partner, PartnerEvent
from api.webhooks import sending
from giftshop import deadlines
from giftshop.clock import db_now
from tests.api.webhooks import authority
from tests.api.webhooks.receiver import Receiver


@pytest.fixture(scope="session")
def certificates(tmp_path_factory):
    return authority.write(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def receiver(certificates, settings, names):
    """Reached as hooks.test, which this machine then says is 127.0.0.1, a network that the operator allows."""
    settings.WEBHOOK_NETWORKS = [ip_network("127.0.0.0/8")]
    settings.WEBHOOK_CA_FILE = str(certificates / "ca.pem")
    settings.WEBHOOK_TIMEOUT = timedelta(seconds=2)
    found = Receiver(certificates)
    settings.WEBHOOK_PORTS = [found.port]
    names["hooks.test"] = ["127.0.0.1"]
    yield found
    found.stop()
    sending.trust.cache_clear()


@pytest.fixture
def names(monkeypatch):
    """Name → its addresses, or a function that gives them."""
    known, real = {}, socket.getaddrinfo

    def look_up(host, port, *args, **kwargs):
        if host not in known:
            return real(host, port, *args, **kwargs)
        found = known[host]() if callable(known[host]) else known[host]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


@pytest.fixture
def endpoint(application, receiver):
    return Endpoint.objects.add(application(), url=receiver.url())


def new_endpoint(url, shop=None, **fields):
    """Of an application of a new partner; also for tests that commit."""
    partner = Partner.objects.create(name="Tea Works ERP", shop=shop)
    application = Application.objects.create(partner=partner, name="ERP", client_type="confidential")
    return Endpoint.objects.add(application, url=url, **fields)


def happen(endpoint, kind="order.paid", times=1):
    """So many deliveries to the endpoint, due now."""
    found = []
    for _ in range(times):
        source = PartnerEvent.objects.count() + 1
        event = PartnerEvent.objects.create(
            partner=endpoint.application.partner,
            source=source,
            type=kind,
            data={"order": "7QK2M0XW4T9B"},
            occurred_at=db_now(),
        )
        found.append(Delivery.objects.create(endpoint=endpoint, event=event))
    return found if times > 1 else found[0]


def deliver():
    """What the sweep does now; retries are brought forward by `due_again`."""
    deadlines.run("api.deliver", budget=0.5)


def due_again(**only):
    """As if the waits, and the leases of dead workers, were over."""
    past = db_now() - timedelta(hours=1)  # a test in one transaction has one now()
    Delivery.objects.filter(state="waiting", **only).update(next_try_at=past, leased_until=None)
