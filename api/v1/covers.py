"""GET /covers: the pictures of the closed box."""

from django.conf import settings
from django.templatetags.static import static
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.views import Public
from gifts.covers import Cover


class CoverShape(serializers.Serializer):
    code = serializers.CharField(source="value")
    name = serializers.CharField(source="label")
    picture = serializers.SerializerMethodField()

    def get_picture(self, cover) -> str:
        return settings.PUBLIC_URL + static(cover.path)


class CoverList(serializers.Serializer):
    items = CoverShape(many=True)


class Covers(Public):
    @extend_schema(summary="The covers of the closed box", responses=CoverList)
    def get(self, request):
        return Response({"items": CoverShape(Cover, many=True).data})
