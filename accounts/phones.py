"""Phone numbers: one spelling for one line, so that they can be compared and indexed."""

import hashlib
import hmac

import phonenumbers
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

REGION = "CN"  # numbers without a country code are Chinese


def normalise(text):
    """`"138 0013 8000"` → `"+8613800138000"` (E.164). Raises ValidationError for what is not a number in use."""
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise ValidationError(_("Please enter a valid phone number."), code="phone")
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def blind_index(phone):
    """Hex HMAC-SHA256 of the E.164 number: finds the rows of one phone although no number stands in the database."""
    return hmac.new(settings.PHONE_INDEX_KEY, normalise(phone).encode(), hashlib.sha256).hexdigest()


def national(phone):
    """How the number is dialled at home: `13800138000`; a foreign one keeps its country code."""
    return phone.removeprefix("+86")


def mask(phone):
    """`138****8000`."""
    number = national(phone)
    return f"{number[:3]}****{number[-4:]}" if len(number) > 8 else "****"
