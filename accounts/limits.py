"""How often one visitor may try. Without Redis nothing is counted and nobody is turned away."""

import ipaddress
from functools import wraps

from django.conf import settings
from django_ratelimit.core import get_usage

from accounts.refusals import TooManyAttempts


def client_ip(request):
    """The visitor's address: the word of the outermost of our `TRUSTED_PROXIES`, else of the connection; "" if unknown.

    Whatever stands further left in X-Forwarded-For was written by the visitor and is not believed.
    """
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    proxies = settings.TRUSTED_PROXIES
    if proxies and len(hops) >= proxies and (address := _address(hops[-proxies])):
        return address
    return _address(request.META.get("REMOTE_ADDR", ""))


def client_network(request):
    """What limits count by: an IPv4 address, or the /64 that one IPv6 visitor commands."""
    address = client_ip(request)
    return str(ipaddress.ip_network(f"{address}/64", strict=False)) if ":" in address else address


def limit(request, group, rate, *, key=None):
    """Count one attempt in `group` by the visitor's network, or by `key`. Raises TooManyAttempts beyond `"10/m"`.

    What is counted, of how many and for how long still; None without Redis.
    """
    value = client_network(request) if key is None else str(key)
    usage = get_usage(request, group=group, key=lambda *_: value, rate=rate, increment=True)
    if usage and usage["should_limit"]:
        raise TooManyAttempts(retry_after=max(usage["time_left"], 1))
    return usage


def limited(group, rate):
    """`limit` as a decorator of a view."""

    def decorate(view):
        @wraps(view)
        def wrapper(request, *args, **kwargs):
            limit(request, group, rate)
            return view(request, *args, **kwargs)

        return wrapper

    return decorate


def _address(text):
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    return str(getattr(address, "ipv4_mapped", None) or address)
