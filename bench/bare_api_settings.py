from bench.bare_settings import *  # noqa: F403

ROOT_URLCONF = "bench.bare_api"
MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]  # its app does not start without
