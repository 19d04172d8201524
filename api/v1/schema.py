"""GET /schema: this API's description, OpenAPI 3.1."""

from functools import cache

from django.utils import translation
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from api.views import Public


@cache
def description():
    """In English, whoever asks first."""
    with translation.override("en"):
        return SchemaGenerator().get_schema(request=None, public=True)


class Schema(Public):
    @extend_schema(summary="This description", responses=OpenApiTypes.OBJECT)
    def get(self, request):
        return Response(description())
