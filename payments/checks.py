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


def keys_are_accepted(app_configs, **kwargs):
    """Only with --deploy: it asks the provider."""
    if provider_is_set_up(app_configs):
        return []
    problem = providers.present().probe()
    return [Error(problem, id="payments.E002")] if problem else []


def register():
    register_check(provider_is_set_up)
    register_check(keys_are_accepted, deploy=True)
