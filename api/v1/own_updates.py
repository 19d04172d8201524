"""What the updates of many variants at once have in common."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from api import problems
from api.bodies import Strict
from api.fields import Whole
from api.schema import ProblemShape
from api.v1.own_bodies import Line
from giftshop.refusals import Refused

MOST = 1000  # items of one request


def one_of(data, *names):
    """Raises ValidationError unless exactly one of the names is said."""
    if len(data.keys() & set(names)) != 1:
        words = _("Please say exactly one of these: %(names)s") % {"names": ", ".join(names)}
        raise ValidationError(ErrorDetail(words, code="one-of"))


class UpdateItem(Strict):
    """Names the variant by its id or by its SKU."""

    variant = Whole(required=False, help_text="The id of a variant, or else `sku`.")
    sku = Line(max_length=100, required=False)

    def validate(self, data):
        one_of(data, "variant", "sku")
        return data


class UpdatedShape(serializers.Serializer):
    """What became of an item."""

    variant = serializers.IntegerField(allow_null=True, help_text="null: no such variant was found.")
    sku = serializers.CharField(allow_blank=True)
    result = serializers.ChoiceField(["done", "refused"])
    problem = ProblemShape(allow_null=True)


def told(items, outcomes, *columns):
    """Each of `items` with its outcome, a Variant or a Refused."""
    return [_told(item, outcome, columns) for item, outcome in zip(items, outcomes, strict=True)]


def _told(item, outcome, columns):
    if isinstance(outcome, Refused):
        named = {"variant": item.get("variant"), "sku": item.get("sku", "")}
        said = {"result": "refused", "problem": problems.body(outcome)}
        return named | said | dict.fromkeys(columns)
    shown = {name: getattr(outcome, name) for name in columns}
    return {"variant": outcome.pk, "sku": outcome.sku, "result": "done", "problem": None} | shown


PROBLEM = {
    "type": "/problems/out-of-stock",
    "title": "Sold out",
    "status": 409,
    "detail": "There is not enough left in stock.",
    "code": "out-of-stock",
    "stock": 1,
}
DONE = {"variant": 21, "sku": "LJ-2026-TIN", "result": "done", "problem": None}
