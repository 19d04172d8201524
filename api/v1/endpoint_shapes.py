"""A webhook endpoint, as its application reads and writes it."""

from rest_framework import serializers

from api import kinds
from api.bodies import Body
from api.fields import Flag, Moment, Text
from api.models import Endpoint
from api.webhooks.targets import NotATarget, target


class TargetField(Text):
    def to_internal_value(self, data):
        url = super().to_internal_value(data)
        try:
            target(url)
        except NotATarget as refused:
            raise serializers.ValidationError(str(refused), code="address") from None
        return url


class EndpointFields(Body):
    url = TargetField(
        max_length=500, help_text="https, on a public address and port 443 or 8443; no redirect is followed."
    )
    types = serializers.ListField(
        child=serializers.ChoiceField(kinds.CHOICES),
        required=False,
        max_length=len(kinds.TYPES),
        help_text="Empty: all, also those that are new one day.",
    )
    description = Text(required=False, allow_blank=True, max_length=200)

    def validate_types(self, types):
        return list(dict.fromkeys(types))


class EndpointBody(EndpointFields):
    """A new endpoint."""


class EndpointChanges(EndpointFields):
    """What is left out stays as it is."""

    enabled = Flag(required=False, help_text="false: nothing is delivered.")

    def __init__(self, **kwargs):
        super().__init__(partial=True, **kwargs)


class EndpointShape(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.CharField()
    types = serializers.ListField(child=serializers.ChoiceField(kinds.CHOICES))
    description = serializers.CharField(allow_blank=True)
    enabled = serializers.BooleanField(source="is_enabled")
    disabled_at = Moment(allow_null=True)
    disabled_because = serializers.ChoiceField(
        Endpoint.Because.choices,
        allow_blank=True,
        help_text="`gone`: it answered 410. `failing`: it took nothing for days. `partner`: you disabled it.",
    )
    failing_since = Moment(allow_null=True, help_text="Null: it took the last delivery.")
    created_at = Moment()


class EndpointWithSecret(EndpointShape):
    """The secret is shown only here."""

    secret = serializers.CharField(help_text="For the libraries of Standard Webhooks.")


ENDPOINT = {
    "id": 12,
    "url": "https://erp.example/giftshop",
    "types": ["order.paid", "order.accepted"],
    "description": "Warehouse",
    "enabled": True,
    "disabled_at": None,
    "disabled_because": "",
    "failing_since": None,
    "created_at": "2026-03-01T08:30:00.123456Z",
}
WITH_SECRET = ENDPOINT | {"secret": "whsec_" + "bm90IGEgc2VjcmV0LCBqdXN0IDMyIGJ5dGVzISEhISE="}
