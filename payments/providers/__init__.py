"""The providers this shop can talk to, by name."""

from django.conf import settings
from django.urls import reverse

from payments.providers.sandbox.provider import Sandbox
from payments.providers.wechat.provider import WeChat
from payments.refusals import WayNotOffered

PROVIDERS = {provider.name: provider for provider in [Sandbox, WeChat]}


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


def notify_url(name):
    """Where the provider sends its notices."""
    return settings.PUBLIC_URL + reverse("payments:notices", args=[name])


def offering(method):
    """The present one, for a way of paying that it offers. Raises WayNotOffered."""
    provider = present()
    if method not in provider.methods:
        raise WayNotOffered(method=method)
    return provider
