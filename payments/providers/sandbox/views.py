from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from payments.providers.base import TransferState
from payments.providers.sandbox import bank, transfers
from payments.providers.sandbox.forms import CashierForm
from payments.providers.sandbox.models import SandboxTrade, SandboxTransfer


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


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def transfer(request, token):
    """Whom the pretend bank pays: whoever holds the address takes the money, or lets it lie."""
    if not settings.SANDBOX_KEY:
        raise Http404
    try:
        number, back = transfers.read_token(token)
    except signing.BadSignature:
        raise Http404 from None
    paid = get_object_or_404(SandboxTransfer, number=number)
    if request.method == "POST":
        act = transfers.refuse if request.POST.get("act") == "refuse" else transfers.take
        if not act(number):
            messages.error(request, _("This money can no longer be taken."))
        return redirect(back)
    waits = transfers.look(number).state == TransferState.WAITING
    return render(request, "sandbox/transfer.html", {"transfer": paid, "waits": waits, "back": back})
