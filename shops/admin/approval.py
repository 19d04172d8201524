"""How a shop comes to open: its owners ask, the operator approves or sends it back with a reason."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from unfold.widgets import UnfoldAdminTextInputWidget

from accounts.lines import validate_line
from giftshop.refusals import Refused
from shops.admin.buttons import pressed
from shops.models import Shop
from shops.models.shop import IN_REVIEW, TRANSITIONS


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("What is still to be done"),
        max_length=Shop._meta.get_field("sent_back_because").max_length,
        required=False,  # the verb says so
        validators=[validate_line],
        widget=UnfoldAdminTextInputWidget,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def page(request, shop):
    if request.method == "POST":
        return pressed(request, shop, VERBS)
    return TemplateResponse(request, "shops/admin/approval.html", _context(request, shop))


def _context(request, shop):
    return admin.site.each_context(request) | {
        "title": _("Approval"),
        "opts": Shop._meta,
        "original": shop,
        "lacks": shop.lacks() if shop.being_set_up else [],
        "waits": shop.state == IN_REVIEW,
        "may_ask": TRANSITIONS.allows("ask", shop.state),
        "operates": request.user.is_superuser,
        "form": ReasonForm(),
    }


def _ask(request, shop):
    shop.ask()
    return _("Asked for approval")


def _approve(request, shop):
    _operator_only(request)
    shop.approve()
    return _("Approved")


def _send_back(request, shop):
    _operator_only(request)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Refused(" ".join(form.errors["reason"]))
    shop.send_back(form.cleaned_data["reason"])
    return _("Sent back: %(reason)s") % {"reason": shop.sent_back_because}


def _operator_only(request):
    if not request.user.is_superuser:
        raise PermissionDenied


VERBS = {"ask": _ask, "approve": _approve, "send_back": _send_back}
