"""One settings file. Everything that differs between machines comes from the environment; docs/operations.md
lists it.
"""

from pathlib import Path
from urllib.parse import unquote

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from giftshop import wechatpay
from giftshop.counter import theme
from giftshop.environment import (
    duration,
    durations,
    env,
    file,
    key,
    key_ring,
    networks,
    number,
    ports,
    rate,
    secret,
    steps,
)

BASE_DIR = Path(__file__).resolve().parent.parent

# --- The machine -----------------------------------------------------------------------------------------------------

DEBUG = env.bool("DEBUG", False)
# A machine of one's own: plain http, and people whose password everybody knows.
DEMO = env.bool("DEMO", DEBUG)
SECRET_KEY = secret("SECRET_KEY", least=50)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
PUBLIC_URL = env.str("PUBLIC_URL", "").rstrip(
    "/"
)  # how the world reaches this shop; links and notices start with it
if not ALLOWED_HOSTS or not PUBLIC_URL.startswith(("https://", "http://")):
    raise ImproperlyConfigured("ALLOWED_HOSTS and PUBLIC_URL (https://…) must be set")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
HTTPS = PUBLIC_URL.startswith("https://")
if not (DEMO or HTTPS):
    raise ImproperlyConfigured("PUBLIC_URL must be https:// unless DEMO is on")

DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"]["HOST"] = unquote(DATABASES["default"]["HOST"])  # a socket folder: %2Frun%2Fpostgresql
DATABASES["default"]["CONN_MAX_AGE"] = number("CONN_MAX_AGE", 60)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
# PostgreSQL would compile the lists' queries, whose cost it counts for all rows though they read one page: 200 ms each.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "giftshop.cache.Cache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"SOCKET_CONNECT_TIMEOUT": 1, "SOCKET_TIMEOUT": 1},
    }
}
DJANGO_REDIS_IGNORE_EXCEPTIONS = True  # without Redis the shop is slower, never wrong
DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True

CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# No retries while publishing: kombu's own would keep a shopper waiting for a hint that the next look makes up for.
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 5, "max_retries": 0}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"  # in memory: what is due stands in the database

# --- Django ----------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "giftshop.counter.apps.Counter",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.forms",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "oauth2_provider",
    "rest_framework",
    "treebeard",
    "giftshop",
    "accounts",
    "shops",
    "payments",
    "orders",
    "gifts",
    "sharers",
    "api",
]
MIDDLEWARE = [
    "giftshop.middleware.RequestIds",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "giftshop.middleware.SafetyHeaders",
    "api.middleware.Problems",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "giftshop.middleware.RefusalPages",
]
ROOT_URLCONF = "giftshop.urls"
WSGI_APPLICATION = "giftshop.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "giftshop.templatetags.shop",
                "shops.templatetags.art",
                "shops.templatetags.listing",
            ],
        },
    }
]
FORM_RENDERER = "giftshop.forms.Renderer"
UNFOLD = theme.LOOK

# --- People ----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # e-mails are unique by a partial index, see accounts.User
SESSION_ENGINE = "accounts.models.session"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = env.str("ACCOUNT_EMAIL_VERIFICATION", "optional")
ACCOUNT_FORMS = {"signup": "accounts.forms.SignupForm"}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 2  # the one that counts and, while changing it, the new one
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "accounts.second_factor.Adapter"
MFA_FORMS = {
    "activate_totp": "accounts.forms.ActivationForm",
    "authenticate": "accounts.forms.SecondFactorForm",
    "reauthenticate": "accounts.forms.SecondFactorAgainForm",
}
# Operators and owners come behind the counter with a second factor only.
ADMIN_SECOND_FACTOR = env.bool("ADMIN_SECOND_FACTOR", not DEMO)
RATELIMIT_FAIL_OPEN = True  # without Redis nobody is turned away
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "giftshop@localhost")
EMAIL_TIMEOUT = number("EMAIL_TIMEOUT", 10, low=1, high=30)  # seconds for each step of an SMTP delivery
NOTICE_MAILS = env.bool("NOTICE_MAILS", True)
NOTICE_MAIL_AFTER = duration("NOTICE_MAIL_AFTER", "1m")  # who reads the notice before gets no mail

ADDRESS_KEYS = key_ring("ADDRESS_KEYS")  # AES-256-GCM, first one writes
PHONE_INDEX_KEY = key("PHONE_INDEX_KEY")  # blind index: HMAC-SHA256
GIFT_LINK_KEYS = key_ring("GIFT_LINK_KEYS")  # HMAC of gift links, first one writes

# --- Money -----------------------------------------------------------------------------------------------------------

PAYMENTS = env.str("PAYMENTS", "sandbox")  # the provider that new payments use
# Signs the sandbox's notices; also needed as long as something paid there may go back.
SANDBOX_KEY = key("SANDBOX_KEY") if PAYMENTS == "sandbox" or env.str("SANDBOX_KEY", "") else None
WECHATPAY = wechatpay.account()  # also where it is no longer used: what was paid by it goes back by it

# --- Language and time -----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"  # how times are shown; they are stored and compared in UTC

# --- Files -----------------------------------------------------------------------------------------------------------

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = None if DEBUG else env.path("STATIC_ROOT", default=BASE_DIR / ".local" / "static")
MEDIA_URL = "media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=BASE_DIR / ".local" / "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "giftshop.stylesheet.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG

# --- Safety ----------------------------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = HTTPS and env.bool("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # a probe on the machine itself speaks plain HTTP
SECURE_HSTS_SECONDS = number("SECURE_HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
# Our own proxies between the visitor and the shop: their words on address and scheme are believed, nobody else's.
TRUSTED_PROXIES = number("TRUSTED_PROXIES", 0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "giftshop.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        # Browsers hold a form to this also where it is redirected to: the cashier.
        "form-action": [SELF, *(WECHATPAY.hosts if WECHATPAY else [])],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576

# --- API -------------------------------------------------------------------------------------------------------------

ACCESS_TOKEN_LIFE = duration("ACCESS_TOKEN_LIFE", "1h")
REFRESH_TOKEN_LIFE = duration("REFRESH_TOKEN_LIFE", "30d")
OAUTH2_PROVIDER_APPLICATION_MODEL = "api.Application"
OAUTH2_PROVIDER = {
    "APPLICATION_MODEL": OAUTH2_PROVIDER_APPLICATION_MODEL,
    "OAUTH2_VALIDATOR_CLASS": "api.oauth.Validator",
    "SCOPES_BACKEND_CLASS": "api.scopes.Scopes",
    "ACCESS_TOKEN_EXPIRE_SECONDS": int(ACCESS_TOKEN_LIFE.total_seconds()),
    "REFRESH_TOKEN_EXPIRE_SECONDS": int(REFRESH_TOKEN_LIFE.total_seconds()),
    "REFRESH_TOKEN_REUSE_PROTECTION": True,
    "APPLICATION_ADMIN_CLASS": "unfold.admin.ModelAdmin",
    "OAUTH2_GRANT_TYPES_SUPPORTED": ["client_credentials", "authorization_code", "refresh_token"],
    "OAUTH2_RESPONSE_TYPES_SUPPORTED": ["code"],
    "REQUEST_APPROVAL_PROMPT": "auto",
    "ALLOWED_REDIRECT_URI_SCHEMES": ["http", "https"] if DEMO else ["https"],
    # The security practice of RFC 9700: no implicit or password grant, PKCE by S256, tokens stored as digests.
    "COMPLIANT_BCP_RFC9700_IMPLICIT_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PASSWORD_GRANT": True,
    "COMPLIANT_BCP_RFC9700_PKCE_METHOD": True,
    "COMPLIANT_BCP_RFC9700_ACCESS_TOKEN_TRANSPORT": True,
    "COMPLIANT_BCP_RFC9700_AUTHZ_RESPONSE_ISS": True,
    "COMPLIANT_BCP_RFC9700_TOKEN_STORAGE": True,
}

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.authentication.Token", "api.authentication.Session"],
    "DEFAULT_PERMISSION_CLASSES": ["api.callers.MayCall"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.parsers.JSON"],
    "DEFAULT_SCHEMA_CLASS": "api.schema.Operation",
    "EXCEPTION_HANDLER": "api.problems.answer",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Giftshop API",
    "VERSION": "1.0.0",
    "DESCRIPTION": "Gifts, orders and goods of this shop. How to begin, the rules and the webhooks are in the "
    "project's documentation: docs/quickstart.md, docs/api.md, docs/webhooks.md.",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "POSTPROCESSING_HOOKS": [],
}

# Partners' endpoints are reached on the internet alone, but for these networks of one's own.
WEBHOOK_NETWORKS = networks("WEBHOOK_NETWORKS")
WEBHOOK_PORTS = ports("WEBHOOK_PORTS", "443,8443")
WEBHOOK_CA_FILE = file("WEBHOOK_CA_FILE")  # authorities of one's own, believed beside the public ones
WEBHOOK_SENDERS = number("WEBHOOK_SENDERS", 32, low=2)  # deliveries at once

# --- The rules' numbers (docs/operations.md says where each comes from)
# ------------------------------------------------

PAYMENT_WINDOW = duration("PAYMENT_WINDOW", "30m")
ORDERS_PER_PAYMENT = number("ORDERS_PER_PAYMENT", 50, low=1, high=50)  # of one payer, in one shop
GIFT_MAX_PRICE_FEN = number("GIFT_MAX_PRICE_FEN", 1_000_000)
GIFT_ACCEPT_WINDOW = duration("GIFT_ACCEPT_WINDOW", "24h")
GIFT_REMIND_BEFORE = duration("GIFT_REMIND_BEFORE", "2h")
GIFT_LOCK = duration("GIFT_LOCK", "24h")
GREETING_MAX_LENGTH = number("GREETING_MAX_LENGTH", 60, low=1, high=60)
SHIP_WITHIN = duration("SHIP_WITHIN", "48h")
CONFIRM_AFTER = duration("CONFIRM_AFTER", "10d")
RELEASE_AFTER = duration("RELEASE_AFTER", "7d")
BACKSTOP_AFTER = duration("BACKSTOP_AFTER", "29d")
AFTERSALES_PER_ORDER = number("AFTERSALES_PER_ORDER", 5, low=1)
AFTERSALE_ANSWER_WITHIN = duration("AFTERSALE_ANSWER_WITHIN", "48h")
RETURN_WITHIN = duration("RETURN_WITHIN", "7d")
RECEIPT_WITHIN = duration("RECEIPT_WITHIN", "7d")
APPEAL_WITHIN = duration("APPEAL_WITHIN", "7d")
OVERDUE_AFTER = duration("OVERDUE_AFTER", "48h")
ADDRESS_KEPT = duration("ADDRESS_KEPT", "180d")
PLATFORM_FEE_BPS = number("PLATFORM_FEE_BPS", 100, high=3_000)
MAX_SPLIT_BPS = number("MAX_SPLIT_BPS", 3_000, high=3_000)
SHARE_REMEMBERED = duration("SHARE_REMEMBERED", "7d")
SHARER_BOUND_FOR = duration("SHARER_BOUND_FOR", "24h")
SHARER_INVITATION_WINDOW = duration("SHARER_INVITATION_WINDOW", "15d")
SHARERS_PER_SHOP = number("SHARERS_PER_SHOP", 20_000)
VISIT_AGAIN_AFTER = duration("VISIT_AGAIN_AFTER", "30m")  # sooner it is the same visit
LINK_VISITS_RATE = rate("LINK_VISITS_RATE", "3000/h")  # that one share link is believed
NETWORK_VISITS_RATE = rate("NETWORK_VISITS_RATE", "60/h")  # by one share link from one network
SHOWCASE_SLOTS = number("SHOWCASE_SLOTS", 4, low=1)
SHOWCASE_SLOT_STEPS = steps("SHOWCASE_SLOT_STEPS", "100:6,300:8,1000:12")  # influence: slots
SHOWCASE_SLOT_LOCK = duration("SHOWCASE_SLOT_LOCK", "3d")
INFLUENCE_WINDOW = duration("INFLUENCE_WINDOW", "90d")
INFLUENCE_PER_BUYER = number("INFLUENCE_PER_BUYER", 5)
VISITORS_PER_INFLUENCE = number("VISITORS_PER_INFLUENCE", 10, low=1)
BOARD_LENGTH = number("BOARD_LENGTH", 300, low=1)
WITHDRAWAL_MIN_FEN = number("WITHDRAWAL_MIN_FEN", 100, low=1)
WITHDRAWAL_MAX_FEN = number("WITHDRAWAL_MAX_FEN", 1_000_000, low=1)
WITHDRAWAL_WINDOW = duration("WITHDRAWAL_WINDOW", "24h")
STAFF_INVITATION_WINDOW = duration("STAFF_INVITATION_WINDOW", "7d")
LINK_RATE = rate("LINK_RATE", "30/m")  # openings of gift links and invitations by one visitor
API_RATE = rate(
    "API_RATE", "600/m"
)  # requests of one application or person, or of one address without a login
GIFTS_PER_BATCH = number("GIFTS_PER_BATCH", 1_000, low=1, high=1_000)
IDEMPOTENCY_KEPT = duration("IDEMPOTENCY_KEPT", "72h")
WEBHOOK_TIMEOUT = duration("WEBHOOK_TIMEOUT", "15s")  # for the whole of a delivery
WEBHOOK_RETRIES = durations("WEBHOOK_RETRIES", "5s,5m,30m,2h,5h,10h,14h,20h,24h")
WEBHOOK_DISABLED_AFTER = duration("WEBHOOK_DISABLED_AFTER", "5d")
WEBHOOK_SECRET_KEPT = duration("WEBHOOK_SECRET_KEPT", "24h")
WEBHOOK_ENDPOINTS = number("WEBHOOK_ENDPOINTS", 10, low=1)  # of one application
WEBHOOK_LOG_KEPT = duration("WEBHOOK_LOG_KEPT", "30d")
MAX_QUANTITY = number("MAX_QUANTITY", 99, low=1)

# --- Logs: no secret and no personal datum ---------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "cut_secrets": {"()": "giftshop.logs.CutSecrets"},
        "name_request": {"()": "giftshop.logs.NameRequest"},
    },
    "formatters": {"line": {"format": "{asctime} {levelname} {request_id} {name} {message}", "style": "{"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["cut_secrets", "name_request"],
        }
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {"django": {"handlers": [], "level": "INFO"}},  # to the root alone
}
