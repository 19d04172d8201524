"""Withdrawing one's commission, and giving it up."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.limits import limit
from giftshop import paging
from giftshop.middleware import private
from payments import identity, providers
from payments.providers.base import NAMED_FROM_FEN
from sharers import commissions
from sharers.models import Withdrawal
from sharers.refusals import WithdrawalOpen
from sharers.withdrawals import executor, payee, requesting, waiving
from sharers.withdrawals.forms import WaiverForm, WithdrawalForm


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdrawals(request):
    """What can be withdrawn, what is on its way and what was; POST asks for some of it."""
    provider = providers.present()
    way = payee.way(request, provider)
    under_way = request.user.withdrawals.open().first()
    if request.method == "POST" and under_way:
        return redirect(under_way)  # asked twice
    balance = requesting.balance(request.user)
    form = WithdrawalForm(balance, _sent(request))
    if request.method == "POST" and way == payee.Way.READY and form.is_valid():
        return redirect(_asked(request, provider, form.cleaned_data))
    context = {
        "balance": balance,
        "pending": commissions.pending_fen(request.user),
        "open": under_way,
        "way": way,
        "form": form,
        "least": settings.WITHDRAWAL_MIN_FEN,
        "named_from": NAMED_FROM_FEN,
        "page": paging.page_of(request.user.withdrawals.order_by("-id"), paging.number_in(request.GET)),
    }
    return render(request, "sharers/withdrawals/list.html", context)


def _asked(request, provider, data):
    try:
        return requesting.request(
            user=request.user,
            amount_fen=data["amount"],
            provider=provider.name,
            openid=payee.openid(request, provider),
            name=data.get("name", ""),
        )
    except WithdrawalOpen as refusal:
        return request.user.withdrawals.get(number=refusal.extra["number"])


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def identified(request):
    """POST goes to WeChat, which brings the person back and says who they are there."""
    back = reverse("sharers:withdrawals_identity")
    if request.method == "POST":
        if payee.way(request, providers.present()) == payee.Way.UNKNOWN:
            return redirect(identity.ask(request, back))
    elif not identity.learn(request):
        messages.error(request, _("WeChat did not say who you are. Please try again."))
    return redirect("sharers:withdrawals")


@private
@login_required
@require_safe
def withdrawal(request, number):
    """How it stands, and the way to confirm."""
    mine = _mine(request, number)
    context = {"withdrawal": mine, "State": Withdrawal.State, "opened": _opened(mine)}
    if "HX-Request" in request.headers:
        if not mine.is_on_its_way:
            return HttpResponse(headers={"HX-Redirect": mine.get_absolute_url()})
        return render(request, "sharers/withdrawals/standing.html", context)
    return render(request, "sharers/withdrawals/detail.html", context)


def _opened(withdrawal):
    """Where the person confirms, while that is what it waits for."""
    if not withdrawal.is_waiting:
        return None
    try:
        provider = providers.get(withdrawal.provider)
    except providers.NotSetUp:
        return None
    back = reverse("sharers:withdrawal_done", args=[withdrawal.number])
    return provider.confirmation(withdrawal.ticket, back)


@private
@login_required
@require_safe
def done(request, number):
    """Where the person comes back to from confirming: the provider is asked at once."""
    mine = _mine(request, number)
    limit(request, "sharers.withdrawal_done", "20/m", key=request.user.pk)
    try:
        executor.carry_out(mine.pk)
    except providers.NotSetUp:
        messages.error(request, _("The payment service does not answer"))
    return redirect(mine)


@private
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def waiver(request):
    """Giving up what is pending and owed, which otherwise keeps an account from being deleted."""
    form = WaiverForm(_sent(request))
    if request.method == "POST" and form.is_valid():
        waiving.waive(request.user)
        messages.success(request, _("You have given up your commission."))
        return redirect("accounts:leave")
    context = {
        "form": form,
        "balance": requesting.balance(request.user),
        "orders": commissions.outstanding(request.user).count(),
        "open": request.user.withdrawals.open().first(),
    }
    return render(request, "sharers/withdrawals/waiver.html", context)


def _sent(request):
    return request.POST if request.method == "POST" else None


def _mine(request, number):
    return get_object_or_404(request.user.withdrawals, number=number)
