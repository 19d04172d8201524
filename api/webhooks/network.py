"""Which addresses of the network a partner's endpoint may have: those of the internet, and the operator's own choice.

The name is looked up here, every address that it has is judged, and the connection goes to one that was judged: what
the name says a moment later does not matter.
"""

import socket
from concurrent.futures import Future
from ipaddress import ip_address, ip_network
from threading import Thread
from time import monotonic

import httpcore
from django.conf import settings

INTERNET_6 = ip_network("2000::/3")  # all that is handed out of IPv6
NAT64 = ip_network("64:ff9b::/96")  # an address of IPv4 in its last 32 bits
# Of the internet by their numbers, and yet somewhere else: tunnels, and what clouds tell their machines.
ELSEWHERE = [
    ip_network(text)
    for text in (
        "2001::/23",
        "2002::/16",
        "2001:db8::/32",
        "3fff::/20",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "168.63.129.16/32",
    )
]
MOST = 4  # addresses of one name that are tried


class Forbidden(Exception):
    """The name leads to where nothing is delivered."""


class Late(Exception):
    """The time for the whole of a delivery is over."""


def is_allowed(text):
    """Whether something may be delivered to this address."""
    try:
        address = _inner(ip_address(text))
    except ValueError:
        return False
    return any(address in network for network in settings.WEBHOOK_NETWORKS) or _is_public(address)


def _inner(address):
    """The address of IPv4 that one of IPv6 stands for."""
    if address.version == 4:
        return address
    if address.ipv4_mapped:
        return address.ipv4_mapped
    return ip_address(int(address) & 0xFFFFFFFF) if address in NAT64 else address


def _is_public(address):
    if address.is_multicast or address.is_reserved or not address.is_global:
        return False
    if any(address in network for network in ELSEWHERE):
        return False
    return address.version == 4 or address in INTERNET_6


def addresses(host, port, seconds):
    """Where `host` is, each address once. Raises Forbidden if one of them is not allowed, OSError, TimeoutError."""
    found = _look_up(host, port, seconds)
    texts = list(dict.fromkeys(place[4][0] for place in found))
    if not texts or not all(is_allowed(text) for text in texts):
        raise Forbidden
    return texts[:MOST]


def _look_up(host, port, seconds):
    """The system's resolver knows no deadline, so it is asked in a thread that nobody waits for longer."""
    future = Future()

    def ask():
        try:
            future.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except Exception as problem:
            future.set_exception(problem)

    Thread(target=ask, daemon=True).start()
    return future.result(seconds)


class Deadline:
    """The one end of all the steps of a delivery."""

    def __init__(self, seconds):
        self.at = monotonic() + seconds

    def left(self):
        """Seconds. Raises Late."""
        left = self.at - monotonic()
        if left <= 0:
            raise Late
        return left


class Judged(httpcore.NetworkBackend):
    """Connects to an address that was judged; each step has no more than what is left of the deadline."""

    def __init__(self, deadline):
        self.deadline = deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):
        places = addresses(host, port, self.deadline.left())
        for n, place in enumerate(places, 1):
            share = self.deadline.left() / (
                len(places) - n + 1
            )  # an address that is silent leaves time for the next
            try:
                return Timed(self._sockets.connect_tcp(place, port, timeout=share), self.deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if n == len(places):
                    raise
        raise AssertionError("there is always an address")


class Timed(httpcore.NetworkStream):
    def __init__(self, stream, deadline):
        self.stream, self.deadline = stream, deadline

    def read(self, max_bytes, timeout=None):
        return self.stream.read(max_bytes, timeout=self.deadline.left())

    def write(self, buffer, timeout=None):
        self.stream.write(buffer, timeout=self.deadline.left())

    def start_tls(self, ssl_context, server_hostname=None, timeout=None):
        stream = self.stream.start_tls(ssl_context, server_hostname, timeout=self.deadline.left())
        return Timed(stream, self.deadline)

    def close(self):
        self.stream.close()

    def get_extra_info(self, info):
        return self.stream.get_extra_info(info)
