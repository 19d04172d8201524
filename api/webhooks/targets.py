"""What an endpoint's address may look like. Where its name leads is only known when something is delivered."""

import re
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from api.webhooks.network import is_allowed

HOST = r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*\.?"


NUMBER = r"(.*\.)?(0x[0-9a-f]*|[0-9]+)\.?"  # what resolvers take for an address of IPv4


class Target(NamedTuple):
    name: str  # as the header Host has it
    host: str
    port: int
    path: str  # with what is asked


class NotATarget(ValueError):
    """`str()` says to people what is wrong."""


def target(url):
    """Whom to connect to and what to ask for. Raises NotATarget."""
    if not re.fullmatch(r"https://[!-~]+", url, re.ASCII) or "\\" in url:
        raise NotATarget(_("It must be an https:// address in ASCII."))
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", 443 if parts.port is None else parts.port
    except ValueError:
        raise NotATarget(_("This address cannot be read.")) from None
    if "@" in parts.netloc or "#" in url:
        raise NotATarget(_("It must have neither a login nor a fragment."))
    if port not in settings.WEBHOOK_PORTS:
        allowed = ", ".join(map(str, settings.WEBHOOK_PORTS))
        raise NotATarget(_("Its port must be one of %(ports)s.") % {"ports": allowed})
    _refuse_host(host)
    return Target(parts.netloc, host, port, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""))


def _refuse_host(host):
    try:
        ip_address(host)
    except ValueError:
        if not re.fullmatch(HOST, host) or re.fullmatch(NUMBER, host):
            raise NotATarget(_("This address cannot be read.")) from None
    else:
        if not is_allowed(host):
            raise NotATarget(_("It must be an address on the internet."))
