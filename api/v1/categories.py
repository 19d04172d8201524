"""GET /categories: the tree of goods, whole, since it is small."""

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from api.v1.products import ReasonShape
from api.views import Public
from shops.categories import Tree
from shops.refusals import CategoryExcluded


class CategoryShape(serializers.Serializer):
    """Goods stand in any node; a search in a node finds what is below it as well."""

    code = serializers.CharField()
    name = serializers.CharField(help_text="In the caller's language.")
    parent = serializers.CharField(allow_null=True, help_text="The code of the one right above it.")
    giftable = serializers.BooleanField()
    not_giftable_because = ReasonShape(allow_null=True)


class CategoryList(serializers.Serializer):
    items = CategoryShape(many=True)


EXAMPLE = {
    "items": [
        {
            "code": "food",
            "name": "Food and drink",
            "parent": None,
            "giftable": True,
            "not_giftable_because": None,
        },
        {
            "code": "tea",
            "name": "Tea",
            "parent": "food",
            "giftable": True,
            "not_giftable_because": None,
        },
        {
            "code": "jewellery",
            "name": "Jewellery",
            "parent": None,
            "giftable": False,
            "not_giftable_because": {
                "code": "category-excluded",
                "title": "This cannot be sent as a gift",
                "detail": "Goods of this kind cannot be sent as a gift.",
            },
        },
    ]
}


def rows():
    """The tree from its roots down, each category with what those above it say."""
    above = {}
    for node in Tree().nodes:
        parent = above.get(node.path[: -node.steplen])
        reason = CategoryExcluded() if not node.giftable else parent and parent["not_giftable_because"]
        above[node.path] = {
            "code": node.slug,
            "name": node.label,
            "parent": parent and parent["code"],
            "giftable": reason is None,
            "not_giftable_because": reason,
        }
    return list(above.values())


class Categories(Public):
    @extend_schema(
        summary="The tree of categories",
        description="Each stands after the one above it.",
        responses=CategoryList,
        examples=[OpenApiExample("Tree", value=EXAMPLE, response_only=True)],
    )
    def get(self, request):
        return Response(CategoryList({"items": rows()}).data)
