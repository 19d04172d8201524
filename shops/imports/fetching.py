"""Fetching what a stranger's file points at, without becoming the stranger's hand inside our network."""

import ipaddress
import socket
from time import monotonic

import httpx
from django.utils.translation import gettext as _

from shops.pictures import MAX_BYTES

TIMEOUT = httpx.Timeout(5)
WHOLE_TIME = 30  # seconds for one picture with its redirects, however slowly it drips
REDIRECTS = 3
PORTS = {"http": 80, "https": 443}
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotFetched(Exception):
    """The message says why, in words for the merchant."""


class Unreachable(NotFetched):
    """The host did not answer at all."""


def fetch(url: str) -> bytes:
    """The body behind `url`. Only http(s) on its own port and to public addresses, after every redirect anew.

    The address that was checked is the one connected to, so a name cannot change its mind in between.
    """
    until = monotonic() + WHOLE_TIME
    with httpx.Client(timeout=TIMEOUT, trust_env=False, follow_redirects=False) as client:
        for _hop in range(REDIRECTS + 1):
            answer = _get(client, url, until)
            if isinstance(answer, bytes):
                return answer
            url = answer
    raise NotFetched(_("too many redirects"))


def _get(client, url, until):
    """The body, or the address of a redirect."""
    url, address = _checked(url)
    request = client.build_request(
        "GET",
        url.copy_with(host=address),
        headers={"Host": url.host, "Accept": "image/*", "Accept-Encoding": "identity"},
        extensions={"sni_hostname": url.host},
    )
    try:
        response = client.send(request, stream=True)
        try:
            return _body(response, url, until)
        finally:
            response.close()
    except httpx.TransportError:
        raise Unreachable(_("%s does not answer") % url.host) from None


def _body(response, url, until):
    if response.has_redirect_location:
        return str(url.join(response.headers["location"]))
    if response.status_code != 200:
        raise NotFetched(_("the answer was %d") % response.status_code)
    if response.headers.get("content-encoding", "identity") != "identity":
        raise NotFetched(_("sent compressed"))
    body = bytearray()
    for chunk in response.iter_raw():
        body += chunk
        if len(body) > MAX_BYTES:
            raise NotFetched(_("larger than %d MB") % (MAX_BYTES // 1024 // 1024))
        if monotonic() > until:
            raise NotFetched(_("took too long"))
    return bytes(body)


def _checked(url):
    """The parsed URL and the public address to connect to."""
    try:
        url = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        raise NotFetched(_("not an address")) from None
    if url.scheme not in PORTS or not url.host or url.userinfo or url.port not in (None, PORTS[url.scheme]):
        raise NotFetched(_("not a plain http or https address"))
    addresses = _addresses(url)
    if not all(map(is_public, addresses)):
        raise NotFetched(_("not a public address"))
    return url, str(addresses[0])


def _addresses(url):
    try:
        found = socket.getaddrinfo(url.host, PORTS[url.scheme], type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreachable(_("%s cannot be found") % url.host) from None
    return [ipaddress.ip_address(entry[4][0]) for entry in found]


def is_public(address) -> bool:
    """Whether an address is on the open internet, also when it wraps another one."""
    if address.version == 6:
        wrapped = address.ipv4_mapped or address.sixtofour or (address.teredo and address.teredo[1])
        if wrapped:
            return False
        if address in NAT64:
            return False
    return address.is_global and not address.is_multicast
