from django.conf import settings
from django.core.checks import Error
from django.core.checks import register as register_check

from payments import providers


def provider_is_set_up(app_configs, **kwargs):
    try:
        providers.present()
    except providers.NotSetUp:
        known = ", ".join(sorted(providers.PROVIDERS))
        return [
            Error(
                f"PAYMENTS={settings.PAYMENTS} is not a provider that is set up here",
                hint=known,
                id="payments.E001",
            )
        ]
    return []


def register():
    register_check(provider_is_set_up)
