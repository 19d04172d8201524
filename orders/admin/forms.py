"""What may be done about one order, or about many."""

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminFileFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from orders import fulfilment
from orders.aftersale import goodwill
from orders.models import Carrier, Order, Shipment
from orders.models.note import WORDS
from orders.parcels import MAX_FILE
from orders.refusals import WrongTracking
from shops.forms import YuanField

CARRIERS = [("", "–"), *Carrier.choices]


class FulfilmentForm(forms.ModelForm):
    """Ship the order as one parcel, or say that it cannot be delivered."""

    carrier = forms.ChoiceField(
        label=_("Carrier"), choices=CARRIERS, required=False, widget=UnfoldAdminSelectWidget
    )
    tracking_number = forms.CharField(
        label=_("Tracking number"), max_length=40, required=False, widget=UnfoldAdminTextInputWidget
    )
    cannot_deliver = forms.BooleanField(
        label=_("We cannot deliver it"),
        required=False,
        help_text=_("The buyer gets everything paid back."),
        widget=UnfoldBooleanWidget,
    )
    stock_left = forms.IntegerField(
        label=_("Stock left, as counted"),
        min_value=0,
        required=False,
        help_text=_("Needed if you cannot deliver."),
        widget=UnfoldAdminTextInputWidget(attrs={"inputmode": "numeric"}),
    )

    class Meta:
        model = Order
        fields = []

    def clean(self):
        data = super().clean()
        if data.get("cannot_deliver"):
            if data.get("stock_left") is None:
                self.add_error("stock_left", _("Please count what is left."))
            return data
        try:
            Shipment.clean_tracking(data.get("carrier"), data.get("tracking_number", ""))
        except WrongTracking as refusal:
            self.add_error("tracking_number", refusal.detail)
        return data

    def carry_out(self, order, by):
        data = self.cleaned_data
        if data["cannot_deliver"]:
            return fulfilment.withdraw(order.pk, stock_left=data["stock_left"])
        return fulfilment.ship(order.pk, carrier=data["carrier"], tracking_number=data["tracking_number"])


class GoodwillForm(forms.ModelForm):
    """The order's money is divided: what goes back now is the shop's own."""

    goods_fen = YuanField(
        label=_("Give money back, in yuan"),
        help_text=_("Out of the shop's own account, at most what is left of the goods. It cannot be undone."),
    )

    class Meta:
        model = Order
        fields = []

    def carry_out(self, order, by):
        return goodwill.refund_released(order.pk, by=by, goods_fen=self.cleaned_data["goods_fen"])


class CommonForm(forms.Form):
    """What holds for every parcel that says nothing else."""

    carrier = forms.ChoiceField(
        label=_("Carrier of all"), choices=CARRIERS, required=False, widget=UnfoldAdminSelectWidget
    )


class ParcelForm(forms.Form):
    """One of many orders; without a tracking number it is left for later."""

    carrier = forms.ChoiceField(
        label=_("Carrier"),
        choices=[("", _("as above")), *Carrier.choices],
        required=False,
        widget=UnfoldAdminSelectWidget,
    )
    tracking_number = forms.CharField(
        label=_("Tracking number"), max_length=40, required=False, widget=UnfoldAdminTextInputWidget
    )


class SheetForm(forms.Form):
    file = forms.FileField(
        label=_("File with tracking numbers (CSV)"),
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_FILE:
            raise forms.ValidationError(_("The file is larger than %d kB.") % (MAX_FILE // 1024))
        return file


class NoteForm(forms.Form):
    words = forms.CharField(
        label=_("Note for your colleagues"),
        max_length=WORDS,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2}),
    )
