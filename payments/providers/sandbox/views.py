from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from payments.providers.sandbox import bank
from payments.providers.sandbox.forms import CashierForm
from payments.providers.sandbox.models import SandboxTrade


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cashier(request, token):
    """The pretend bank's cashier: whoever holds the address pays, or not, as they choose. No money moves."""
    if not settings.SANDBOX_KEY:
        raise Http404
    trade = get_object_or_404(SandboxTrade, token=token)
    # As a path, so that the visitor stays on the host name they came by.
    back = trade.return_url.removeprefix(settings.PUBLIC_URL)
    form = CashierForm(
        request.POST or None, initial={"telling": "0", "refunds_go": SandboxTrade.Refunds.AT_ONCE}
    )
    if request.method == "POST" and form.is_valid():
        if not _act(trade, request.POST.get("act"), form):
            messages.error(request, _("This payment can no longer be made."))
        return redirect(back)
    return render(request, "sandbox/cashier.html", {"trade": trade, "form": form, "back": back})


def _act(trade, act, form):
    return bank.fail(trade.number) if act == "fail" else bank.pay(trade.number, **form.behaviour())
