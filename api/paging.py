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
    """Of a list that is in the order of its primary keys."""

    names = "before"
    default_error_messages = {"cursor": _("This is not a cursor that a page has given out.")}

    def to_internal_value(self, data):
        """The number that it stands for."""
        try:
            text = urlsafe_b64decode(super().to_internal_value(data)).decode()
        except (binascii.Error, ValueError):
            self.fail("cursor")
        name, _colon, number = text.partition(":")
        if name != self.names or not re.fullmatch("[0-9]{1,19}", number, re.ASCII) or int(number) > BIGINT:
            self.fail("cursor")
        return int(number)

    @classmethod
    def at(cls, number):
        """What a page gives out."""
        return urlsafe_b64encode(f"{cls.names}:{number}".encode()).decode()


class PageQuery(Query):
    cursor = Cursor(required=False, help_text="`next` of the page before.")
    limit = serializers.IntegerField(
        min_value=1, max_value=LONGEST, required=False, default=PAGE, help_text="Rows of a page."
    )


class Place(Cursor):
    """Of a list in an order of its own: how many rows came before."""

    names = "after"


class PlaceQuery(PageQuery):
    cursor = Place(required=False, default=0, help_text="`next` of the page before.")


def page(rows, query, show):
    """One page of the queryset `rows`; `show(list of rows)` gives what each looks like."""
    rows = rows.order_by("-pk")
    if "cursor" in query:
        rows = rows.filter(pk__lt=query["cursor"])
    found = list(rows[: query["limit"] + 1])
    shown = found[: query["limit"]]
    more = len(found) > len(shown)
    return Response({"items": show(shown), "next": Cursor.at(shown[-1].pk) if more else None})


def page_of(serializer, name):
    """The shape of a page, for the description: `{"items": […], "next": cursor or null}`."""
    child = serializer(many=True) if isinstance(serializer, type) else serializers.ListField(child=serializer)
    fields = {"items": child, "next": serializers.CharField(allow_null=True)}
    return type(name, (serializers.Serializer,), fields)
