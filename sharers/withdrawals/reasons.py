"""Why the provider does not pay: what waiting may cure, and what a person is told of the rest."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from payments.providers.base import NAME_MISSING, NOT_ENOUGH

# The platform's own affairs, which its people put right; the money stays on its way.
CURABLE = {NOT_ENOUGH, "NO_AUTH", "SIGN_ERROR", "FREQUENCY_LIMIT_EXCEED", "RATELIMIT_EXCEED"}
OVERDUE = "OVERDUE_CLOSE"


class Why(TextChoices):
    NAME = "name", _("The name is missing or is not the one your account at the payment service is in.")
    ACCOUNT = "account", _("Your account at the payment service cannot take the money.")
    LIMIT = (
        "limit",
        _("Your account at the payment service has reached its limit. Try again tomorrow, or less."),
    )
    OTHER = "other", _("The payment service did not pay it.")


CODES = {
    NAME_MISSING: Why.NAME,
    "NAME_NOT_CORRECT": Why.NAME,
    "REAL_NAME_CHECK_FAIL": Why.NAME,
    "ID_CARD_NOT_CORRECT": Why.NAME,
    "ACCOUNT_FROZEN": Why.ACCOUNT,
    "ACCOUNT_NOT_EXIST": Why.ACCOUNT,
    "OPENID_INVALID": Why.ACCOUNT,
    "PAYEE_ACCOUNT_ABNORMAL": Why.ACCOUNT,
    "RECEIVE_ACCOUNT_NOT_CONFIGURE": Why.ACCOUNT,
    "RECEIVE_ACCOUNT_NOT_PERMMIT": Why.ACCOUNT,
    "REALNAME_ACCOUNT_RECEIVED_QUOTA_EXCEED": Why.LIMIT,
    "DAY_RECEIVED_COUNT_EXCEED": Why.LIMIT,
    "DAY_RECEIVED_QUOTA_EXCEED": Why.LIMIT,
    "MONTH_RECEIVED_QUOTA_EXCEED": Why.LIMIT,
    "TRANSFER_QUOTA_EXCEED": Why.LIMIT,
}


def why(reason):
    """What the provider's word comes down to."""
    return CODES.get(reason, Why.OTHER)


def words_of(reason):
    return why(reason).label
