"""Lists in pages, newest first. A cursor is opaque: it names the last row of the page before."""

import binascii
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.response import Response

from api.bodies import Query
from api.fields import BIGINT

PAGE, LONGEST = 20, 100


class Cursor(serializers.CharField):
    word = "before"
    default_error_messages = {"cursor": _("This is not a cursor that a page has given out.")}

    def to_internal_value(self, data):
        """The primary key that it stands for."""
        try:
            text = urlsafe_b64decode(super().to_internal_value(data)).decode()
        except (binascii.Error, ValueError):
            self.fail("cursor")
        found = re.fullmatch(f"{self.word}:([0-9]{{1,19}})", text, re.ASCII)
        if not found or int(found[1]) > BIGINT:
            self.fail("cursor")
        return int(found[1])

    @classmethod
    def at(cls, pk):
        """The cursor that stands for this primary key."""
        return urlsafe_b64encode(f"{cls.word}:{pk}".encode()).decode()


class PageQuery(Query):
    cursor = Cursor(required=False, help_text="`next` of the page before.")
    limit = serializers.IntegerField(
        min_value=1, max_value=LONGEST, required=False, default=PAGE, help_text="Rows of a page."
    )


def page(rows, query, show):
    """One page of the queryset `rows`; `show(list of rows)` gives what each looks like."""
    rows = rows.order_by("-pk")
    if "cursor" in query:
        rows = rows.filter(pk__lt=query["cursor"])
    found = list(rows[: query["limit"] + 1])
    shown = found[: query["limit"]]
    more = len(found) > len(shown)
    cursor = Cursor.at(shown[-1].pk) if more else None
    return Response({"items": show(shown), "next": cursor})


def page_of(serializer, name):
    """The shape of a page, for the description: `{"items": […], "next": cursor or null}`."""
    child = serializer(many=True) if isinstance(serializer, type) else serializers.ListField(child=serializer)
    fields = {"items": child, "next": serializers.CharField(allow_null=True)}
    return type(name, (serializers.Serializer,), fields)
