"""/webhook-endpoints: where the calling application is told of events."""

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.response import Response

from api.bodies import Nothing
from api.models import Endpoint
from api.paging import PageQuery, page, page_of
from api.problems import NotFound, NotValid
from api.refusals import EndpointDisabled, EndpointsTaken
from api.schema import refuses
from api.v1 import examples
from api.v1.endpoint_shapes import (
    ENDPOINT,
    WITH_SECRET,
    EndpointBody,
    EndpointChanges,
    EndpointShape,
    EndpointWithSecret,
)
from api.views import OfPartner


class OfApplication(OfPartner):
    resource = "webhooks"

    @property
    def endpoints(self):
        return self.request.auth.application.endpoints.there().unopened()

    def endpoint(self, id):
        """Raises Http404, also for another application's."""
        return get_object_or_404(self.endpoints, pk=id)


class WebhookEndpoints(OfApplication):
    @extend_schema(
        summary="Your application's webhook endpoints, newest first",
        parameters=[PageQuery],
        responses=page_of(EndpointShape, "EndpointPage"),
        examples=[OpenApiExample("One", value={"items": [ENDPOINT], "next": None}, response_only=True)],
    )
    @refuses(NotValid)
    def get(self, request):
        return page(self.endpoints, PageQuery.read(request), lambda rows: EndpointShape(rows, many=True).data)

    @extend_schema(
        summary="Be told of events",
        description="Events from now on are posted there, signed with `secret`, which is not shown again.",
        request=EndpointBody,
        responses={201: EndpointWithSecret},
        examples=[
            OpenApiExample(
                "Warehouse",
                value={
                    "url": ENDPOINT["url"],
                    "types": ENDPOINT["types"],
                    "description": ENDPOINT["description"],
                },
                request_only=True,
            ),
            OpenApiExample("With its secret", value=WITH_SECRET, response_only=True),
        ],
    )
    @refuses(EndpointsTaken)
    def post(self, request):
        fields = EndpointBody.read(request).validated_data
        endpoint = Endpoint.objects.add(request.auth.application, **fields)
        return Response(
            EndpointWithSecret(endpoint).data,
            status=201,
            headers={"Location": reverse("api:v1:webhook_endpoint", args=[endpoint.pk])},
        )


class WebhookEndpoint(OfApplication):
    http_method_names = ["get", "head", "patch", "delete"]

    @extend_schema(
        summary="One of your webhook endpoints",
        responses=EndpointShape,
        examples=[OpenApiExample("Warehouse", value=ENDPOINT, response_only=True)],
    )
    @refuses(NotFound)
    def get(self, request, id):
        return Response(EndpointShape(self.endpoint(id)).data)

    @extend_schema(
        summary="Change a webhook endpoint",
        description=(
            "Also what is waiting goes to the new address. Disabling drops what is waiting; enabled again, it is"
            " told of what happens from then on, and `GET /events` has what it missed."
        ),
        request=EndpointChanges,
        responses=EndpointShape,
        examples=[
            OpenApiExample("Enable", value={"enabled": True}, request_only=True),
            OpenApiExample("Enabled", value=ENDPOINT, response_only=True),
        ],
    )
    @refuses(NotFound)
    def patch(self, request, id):
        endpoint = self.endpoint(id)
        fields = EndpointChanges.read(request).validated_data
        with transaction.atomic():
            endpoint.change(**fields)
        return Response(EndpointShape(endpoint).data)

    @extend_schema(
        summary="Remove a webhook endpoint",
        description="What is waiting for it is dropped.",
        request=None,
        responses={204: None},
    )
    @refuses(NotFound)
    def delete(self, request, id):
        self.endpoint(id).remove()
        return Response(status=204)


class WebhookSecret(OfApplication):
    http_method_names = ["post"]

    @extend_schema(
        summary="A new secret",
        description="For 24 hours deliveries are signed with both, the new one and the one before.",
        request=None,
        responses={201: EndpointWithSecret},
        examples=[OpenApiExample("With its new secret", value=WITH_SECRET, response_only=True)],
    )
    @refuses(NotFound)
    def post(self, request, id):
        Nothing.read(request)
        endpoint = self.endpoint(id)
        endpoint.rotate()
        return Response(EndpointWithSecret(endpoint).data, status=201)


class WebhookTest(OfApplication):
    http_method_names = ["post"]

    @extend_schema(
        summary="Send a test",
        description="An event `webhook.test` goes the way of all others, to this endpoint alone, in a few seconds.",
        request=None,
        responses={202: EndpointShape},
        examples=[examples.shown("On its way", ENDPOINT, 202)],
    )
    @refuses(NotFound, EndpointDisabled)
    def post(self, request, id):
        Nothing.read(request)
        endpoint = self.endpoint(id)
        endpoint.test()
        return Response(EndpointShape(endpoint).data, status=202)
