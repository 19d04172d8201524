"""Text that people type and others read on one line."""

import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Marks that turn the direction of writing: a name must not rewrite the sentence it stands in.
TURNING = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
INVISIBLE = {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}


def validate_line(text):
    if any(char in TURNING or unicodedata.category(char) in INVISIBLE for char in text):
        raise ValidationError(
            _("This holds invisible control characters; please type it anew."), code="invisible"
        )
