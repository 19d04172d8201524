from django import forms
from django.contrib import admin
from django.db.models import Case, F, When
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import ChoicesDropdownFilter, ChoicesRadioFilter
from unfold.decorators import display
from unfold.widgets import UnfoldAdminRadioSelectWidget, UnfoldAdminTextInputWidget, UnfoldBooleanWidget

from giftshop.money import yuan
from orders.admin.filters import AnswerDueFilter
from orders.admin.parts import due, moment
from orders.admin.verbs import ByVerbs
from orders.aftersale import answering
from orders.aftersale.models import WORDS
from orders.aftersale.transitions import WAITING, State
from orders.models import AfterSale

# State → who may choose what. An appeal is the operator's to decide.
ANSWERS = {
    State.REQUESTED: {"approve": _("Approve"), "reject": _("Reject")},
    State.RETURNING: {"receive": _("The goods have arrived")},
    State.APPEALED: {"approve": _("Approve"), "dismiss": _("Reject for good")},
}


COLOURS = {
    State.REQUESTED: "warning",
    State.RETURNING: "warning",
    State.APPROVED: "info",
    State.APPEALED: "danger",
    State.REFUNDED: "success",
    State.REJECTED: "default",
    State.WITHDRAWN: "default",
    State.CLOSED: "default",
}
# What waits for the shop by its deadline, and an appeal by when it was made; all else comes after.
ANSWER_NEXT = Case(
    When(state__in=[State.REQUESTED, State.RETURNING], then=F("due_at")),
    When(state=State.APPEALED, then=F("appealed_at")),
)


DATES = ["requested_at", "answered_at", "appealed_at", "decided_at", "posted_at", "ended_at"]


class AnswerForm(forms.ModelForm):
    """What the shop, or of an appeal the operator, says."""

    answer = forms.ChoiceField(label=_("Answer"), widget=UnfoldAdminRadioSelectWidget)
    at_fault = forms.BooleanField(
        label=_("It is the shop's fault"),
        required=False,
        widget=UnfoldBooleanWidget,
        help_text=_("With the last of the goods the freight goes back, too."),
    )
    why_not = forms.CharField(
        label=_("Why not"),
        max_length=WORDS,
        required=False,
        help_text=_("Needed if you reject."),
        widget=UnfoldAdminTextInputWidget,
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
    list_display = ["number", "order", "kind", "standing", "reason", "amount", "answer_by", "requested"]
    list_filter = [
        ("state", ChoicesDropdownFilter),
        AnswerDueFilter,
        ("kind", ChoicesRadioFilter),
        "order__shop",
    ]
    list_select_related = ["order"]
    search_fields = ["number__exact", "order__number__exact"]
    search_help_text = _("Number of the after-sale or of its order")
    show_full_result_count = False
    ordering = [ANSWER_NEXT.asc(), "-pk"]
    owners_only = ["amount", "kept_back"]
    groups = [
        (None, ["number", "order", "kind", "state", "answer_by"]),
        (_("What is asked for"), ["reason", "words", "amount", "parcel_back"]),
        (_("Answers"), ["merchant_at_fault", "program", "rejection", "appeal", "verdict", "kept_back"]),
        (_("Dates"), DATES),
    ]

    class Media:
        css = {"all": ["counter/orders.css"]}

    def get_queryset(self, request):
        """A proposal is between giver and recipient."""
        return super().get_queryset(request).filter(requested_at__isnull=False)

    def get_groups(self, request, obj):
        """Without what has not happened."""
        told = {"program", "rejection", "appeal", "verdict", *DATES}
        return [
            (title, [name for name in names if name not in told or getattr(obj, name)])
            for title, names in super().get_groups(request, obj)
        ]

    def verb_form(self, obj):
        return AnswerForm

    def has_change_permission(self, request, obj=None):
        if not self.has_view_permission(request, obj) or obj is None:
            return False
        return obj.state in ANSWERS and (obj.state != State.APPEALED or request.user.is_superuser)

    @display(description=_("state"), ordering="state", label=COLOURS)
    def standing(self, aftersale):
        return aftersale.state, aftersale.get_state_display()

    @display(description=_("requested"), ordering="requested_at")
    def requested(self, aftersale):
        return moment(aftersale.requested_at)

    @display(description=_("due"), ordering="due_at")
    def answer_by(self, aftersale):
        return due(aftersale.due_at, runs=aftersale.state in WAITING)

    @admin.display(description=_("amount"))
    def amount(self, aftersale):
        return yuan(aftersale.amount_fen)

    @admin.display(description=_("parcel"))
    def parcel_back(self, aftersale):
        return f"{aftersale.carrier} {aftersale.tracking_number}".strip() or "–"
