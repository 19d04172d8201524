"""The environment of a production server: no debugging, HTTPS ended by a proxy, no rate limit in the way."""

import os

ORIGIN = "https://localhost"

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "giftshop.settings",
    "DEBUG": "0",
    "DEMO": "1",  # for its catalogue; the servers listen on this machine alone
    "ALLOWED_HOSTS": "localhost,127.0.0.1",
    "PUBLIC_URL": ORIGIN,
    "TRUSTED_PROXIES": "1",
    "API_RATE": "1000000/m",  # eight clients ask for more than eight people would
    "LOG_LEVEL": "WARNING",
}


def prepare():
    """For this process and for those it starts; before Django is set up."""
    os.environ.update(ENVIRONMENT)
