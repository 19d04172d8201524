from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from giftshop.money import yuan
from orders.admin.verbs import ByVerbs
from orders.aftersale import answering
from orders.aftersale.models import WORDS
from orders.aftersale.transitions import State
from orders.models import AfterSale

# State → who may choose what. An appeal is the operator's to decide.
ANSWERS = {
    State.REQUESTED: {"approve": _("Approve"), "reject": _("Reject")},
    State.RETURNING: {"receive": _("The goods have arrived")},
    State.APPEALED: {"approve": _("Approve"), "dismiss": _("Reject for good")},
}


class AnswerForm(forms.ModelForm):
    """What the shop, or of an appeal the operator, says."""

    answer = forms.ChoiceField(label=_("Answer"), widget=forms.RadioSelect)
    at_fault = forms.BooleanField(
        label=_("It is the shop's fault"),
        required=False,
        help_text=_("With the last of the goods the freight goes back, too."),
    )
    why_not = forms.CharField(
        label=_("Why not"), max_length=WORDS, required=False, help_text=_("Needed if you reject.")
    )

    class Meta:
        model = AfterSale
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "answer" in self.fields:
            self.fields["answer"].choices = ANSWERS.get(self.instance.state, {}).items()

    def clean(self):
        data = super().clean()
        if data.get("answer") in {"reject", "dismiss"} and not data.get("why_not", "").strip():
            self.add_error("why_not", _("Please say why."))
        return data

    def carry_out(self, aftersale, by):
        answer, words = self.cleaned_data["answer"], self.cleaned_data["why_not"]
        said = {
            "approve": {"at_fault": self.cleaned_data["at_fault"]},
            "reject": {"words": words},
            "dismiss": {"words": words},
            "receive": {},
        }
        return getattr(answering, answer)(aftersale.pk, by=by, **said[answer])


@admin.register(AfterSale)
class AfterSaleAdmin(ByVerbs):
    """Staff answer those of their shops, what is due first; the operator decides appeals."""

    form = AnswerForm
    shop_lookup = "order__shop"
    list_display = ["number", "order", "kind", "state", "reason", "amount", "due_at"]
    list_filter = ["state", "kind", ("due_at", admin.DateFieldListFilter)]
    list_select_related = ["order"]
    search_fields = ["number__exact", "order__number__exact"]
    ordering = ["due_at", "-pk"]
    owners_only = ["amount", "kept_back"]
    shown = [
        "number",
        "order",
        "kind",
        "state",
        "reason",
        "words",
        "amount",
        "merchant_at_fault",
        "kept_back",
        "parcel_back",
        "rejection",
        "appeal",
        "verdict",
    ]
    dates = ["requested_at", "due_at", "answered_at", "appealed_at", "decided_at", "posted_at", "ended_at"]

    def get_queryset(self, request):
        """A proposal is between giver and recipient."""
        return super().get_queryset(request).filter(requested_at__isnull=False)

    def verb_form(self, obj):
        return AnswerForm

    def has_change_permission(self, request, obj=None):
        if not self.has_view_permission(request, obj) or obj is None:
            return False
        return obj.state in ANSWERS and (obj.state != State.APPEALED or request.user.is_superuser)

    @admin.display(description=_("amount"))
    def amount(self, aftersale):
        return yuan(aftersale.amount_fen)

    @admin.display(description=_("parcel"))
    def parcel_back(self, aftersale):
        return f"{aftersale.carrier} {aftersale.tracking_number}".strip() or "–"
