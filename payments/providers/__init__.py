"""The providers this shop can talk to, by name."""

from django.conf import settings

from payments.providers.sandbox.provider import Sandbox
from payments.refusals import WayNotOffered

PROVIDERS = {Sandbox.name: Sandbox}


class NotSetUp(LookupError):
    """No such provider, or not on this machine."""


def get(name):
    """Raises NotSetUp."""
    provider = PROVIDERS[name]() if name in PROVIDERS else None
    if provider is None or not provider.is_set_up:
        raise NotSetUp(name)
    return provider


def present():
    """The one that new payments use."""
    return get(settings.PAYMENTS)


def offering(method):
    """The present one, for a way of paying that it offers. Raises WayNotOffered."""
    provider = present()
    if method not in provider.methods:
        raise WayNotOffered(method=method)
    return provider
