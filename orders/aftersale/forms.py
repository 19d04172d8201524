from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.lines import validate_line
from giftshop.money import yuan
from orders.aftersale.models import WORDS
from orders.aftersale.opening import takes_returns
from orders.aftersale.reasons import Reason
from orders.aftersale.transitions import Kind
from orders.models import Carrier, Order
from shops.forms import YuanField


class Words(forms.CharField):
    def __init__(self, **kwargs):
        super().__init__(max_length=WORDS, validators=[validate_line], **kwargs)


class WhatForm(forms.Form):
    """Which kind, and why. Where nothing can be sent back there is no choice of kind."""

    kind = forms.ChoiceField(label=_("What do you want?"), choices=Kind, widget=forms.RadioSelect)
    reason = forms.ChoiceField(label=_("Why?"), choices=[("", _("Please choose")), *Reason.choices])

    def __init__(self, *args, order, **kwargs):
        super().__init__(*args, **{"initial": {"kind": Kind.REFUND}} | kwargs)
        if not takes_returns(order):
            del self.fields["kind"]

    def clean(self):
        return {"kind": Kind.REFUND} | super().clean()


class AskForm(WhatForm):
    """The recipient of a gift is not asked for an amount: it would tell a price. Before shipping it is everything."""

    words = Words(
        label=_("What is wrong?"),
        required=False,
        help_text=_("Only the shop reads this, and the operator if you ask for that. No addresses, please."),
    )
    field_order = ["kind", "reason", "goods_fen", "words"]

    def __init__(self, *args, order, with_amount, **kwargs):
        super().__init__(*args, order=order, **kwargs)
        if with_amount and order.state != Order.State.TO_SHIP:
            most = yuan(order.goods_left_fen)
            self.fields["goods_fen"] = YuanField(
                label=_("Amount, in yuan"),
                initial=order.goods_left_fen,
                help_text=_("At most %(most)s.") % {"most": most},
            )
            self.order_fields(self.field_order)


class PostForm(forms.Form):
    carrier = forms.ChoiceField(label=_("Carrier"), choices=Carrier)
    tracking_number = forms.CharField(label=_("Tracking number"), max_length=40)


class AppealForm(forms.Form):
    words = Words(label=_("Why is the shop wrong?"))
