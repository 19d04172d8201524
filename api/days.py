"""Days and months of Beijing's calendar, as addresses and parameters name them."""

from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema_field
from rest_framework import serializers

from api.bodies import Query

DAY = OpenApiParameter(
    "day", OpenApiTypes.DATE, OpenApiParameter.PATH, description="Of Beijing's calendar: `2026-03-01`."
)


class InPath:
    """`<day:…>` in an address, a date; what is none is not found."""

    regex = "2[0-9]{3}-[0-9]{2}-[0-9]{2}"
    to_python = staticmethod(date.fromisoformat)
    to_url = staticmethod(str)


@extend_schema_field({"type": "string", "pattern": "^2[0-9]{3}-(0[1-9]|1[0-2])$"})
class Month(serializers.Field):
    """`2026-03`, as its first day."""

    default_error_messages = {
        "month": _("A month looks like 2026-03."),
        "future": _("This month is yet to come."),
    }

    def to_internal_value(self, data):
        try:
            first = date.fromisoformat(f"{data}-01")
        except ValueError:
            self.fail("month")
        if len(data) != 7 or first.year < 2000:
            self.fail("month")
        if first > localdate():
            self.fail("future")
        return first

    def to_representation(self, first):
        return f"{first:%Y-%m}"


class MonthQuery(Query):
    month = Month(required=False, help_text="By default the present one, by Beijing's calendar.")


def month_of(query):
    """The first day of the month that is asked for."""
    return query.get("month") or localdate().replace(day=1)
