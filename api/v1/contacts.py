"""GET /contacts: those with whom the caller has exchanged a gift, who can be named as a gift's recipient."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers

from api.paging import PageQuery, page, page_of
from api.problems import NotValid
from api.schema import refuses
from api.v1 import examples
from api.views import View
from gifts.sending import contacts


class ContactShape(serializers.Serializer):
    id = serializers.IntegerField()
    nickname = serializers.CharField(source="name")


class Contacts(View):
    resource = "gifts"

    @extend_schema(
        summary="Whom you can name as a recipient",
        parameters=[PageQuery],
        responses=page_of(ContactShape, "ContactPage"),
        examples=[examples.listed("Bo", {"id": 12, "nickname": "小波"})],
    )
    @refuses(NotValid)
    def get(self, request):
        def show(users):
            return ContactShape(users, many=True).data

        return page(contacts(request.user), PageQuery.read(request), show)
