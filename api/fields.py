"""Fields that say no: JSON's own types only, nothing is guessed from a text or a number."""

from datetime import UTC
from typing import Literal

from rest_framework import serializers

BIGINT = 2**63 - 1


class Text(serializers.CharField):
    """A JSON string; neither NUL nor half a surrogate pair."""

    def to_internal_value(self, data):
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class Whole(serializers.IntegerField):
    """A JSON integer from `min_value`, by default 1, that PostgreSQL can hold."""

    def __init__(self, **kwargs):
        super().__init__(**{"min_value": 1, "max_value": BIGINT} | kwargs)

    def to_internal_value(self, data):
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return super().to_internal_value(data)


class Flag(serializers.BooleanField):
    """JSON's true or false."""

    def to_internal_value(self, data):
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Moment(serializers.DateTimeField):
    """UTC, as in 2026-03-01T08:30:00Z."""

    def __init__(self, **kwargs):
        super().__init__(default_timezone=UTC, **kwargs)


class Priced(serializers.Serializer):
    """Amounts are integer fen, CNY 0.01."""

    currency = serializers.SerializerMethodField()

    def get_currency(self, _) -> Literal["CNY"]:
        return "CNY"
