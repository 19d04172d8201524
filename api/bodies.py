"""What a request says: known names only, and every error with its place."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from api.problems import NotValid, errors


class Strict(serializers.Serializer):
    """Refuses names that it does not know: a misspelt wish must not be dropped in silence."""

    def to_internal_value(self, data):
        if isinstance(data, dict) and (unknown := set(data) - set(self.fields)):
            words = _("There is no field of this name.")
            raise serializers.ValidationError(
                {name: [ErrorDetail(words, code="unknown")] for name in sorted(unknown)[:20]}
            )
        return super().to_internal_value(data)


class Body(Strict):
    """The JSON object of a request that changes something."""

    @classmethod
    def read(cls, request, **context):
        """The body, valid. Raises Malformed, TooLarge, UnsupportedMediaType and ValidationError (422)."""
        body = cls(data=request.data, context=context)
        body.is_valid(raise_exception=True)
        return body


class Nothing(Body):
    """No body, or an empty object."""


class Query(Strict):
    """The parameters of an address."""

    @classmethod
    def read(cls, request):
        """Raises NotValid, which names the parameters."""
        query = cls(data=request.query_params.dict())
        if not query.is_valid():
            found = errors(query.errors, pointer="")
            raise NotValid(
                errors=[
                    {
                        "parameter": error.pop("pointer")
                        .removeprefix("/")
                        .replace("~1", "/")
                        .replace("~0", "~")
                    }
                    | error
                    for error in found
                ]
            )
        return query.validated_data
