"""The providers this shop can talk to, by name."""

from django.conf import settings

from payments.providers.sandbox.provider import Sandbox

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
