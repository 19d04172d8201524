"""The providers this shop can talk to, by name."""

from django.conf import settings

from payments.providers.sandbox.provider import Sandbox

PROVIDERS = {Sandbox.name: Sandbox}


def get(name):
    """Raises KeyError for a provider that is unknown, or not set up on this machine."""
    provider = PROVIDERS[name]()
    if not provider.is_set_up:
        raise KeyError(name)
    return provider


def present():
    """The one that new payments use."""
    return get(settings.PAYMENTS)
