"""Money on its way back, as the shop whose order it was sees it: never to whom, nor by which payment."""

import re
from typing import Literal, get_args

from rest_framework import serializers

from api.fields import Moment, Priced
from payments.models import Refund

GIVEN_BACK = "given-back"
Cause = Literal["given-back", "withdrawn", "backstop", "after-sale", "goodwill"]
CAUSES = get_args(Cause)


def cause(refund):
    """Without its number. Whether a gift was declined or not accepted in time is between its two sides."""
    name = re.sub("-[0-9]+$", "", refund.cause)
    return name if name in CAUSES else GIVEN_BACK


class OrderRefund(Priced):
    number = serializers.CharField(help_text="By which the provider knows it; a new try has a new one.")
    state = serializers.ChoiceField(Refund.State.choices)
    cause = serializers.SerializerMethodField(
        help_text="`given-back` is a gift that was not accepted, `backstop` an order that was never shipped."
    )
    amount_fen = serializers.IntegerField()
    own_fen = serializers.IntegerField(
        source="merchant_fen", help_text="Of it, out of the shop's own account, after the division."
    )
    created_at = Moment()
    paid_back_at = Moment(source="succeeded_at", allow_null=True)

    def get_cause(self, refund) -> Cause:
        return cause(refund)
