from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from payments import inbox, providers
from payments.models import Payment
from payments.ports import subject
from payments.providers.base import Forged, Malformed

MAX_NOTICE = 65_536  # bytes


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pay(request, number):
    """What is to be paid, and the ways to pay it; POST goes to the provider."""
    payment = _mine(request, number)
    if request.method == "POST":
        return redirect(payment.start_attempt(method=request.POST.get("method", "")))
    if not payment.is_pending:
        return redirect(subject().return_url(payment))
    context = {
        "payment": payment,
        "title": subject().describe(payment),
        "methods": providers.present().methods.items(),
    }
    return render(request, "payments/pay.html", context)


@never_cache
@login_required
@require_safe
def done(request, number):
    """Where the provider sends the payer back to: on to the order as soon as the money is confirmed."""
    payment = _mine(request, number)
    if payment.is_pending:
        payment.refresh()
    if not payment.is_pending:
        return _go(request, subject().return_url(payment))
    if not payment.attempts.live().exists():
        messages.error(request, _("The payment did not go through. Nothing was taken."))
        return _go(request, payment.get_absolute_url())
    parts = "payments/parts/confirming.html" if "HX-Request" in request.headers else "payments/done.html"
    return render(request, parts, {"payment": payment})


@csrf_exempt
@require_POST
def notices(request, provider):
    """A provider's word. Stored when answered with success; 4xx says why it was not."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > MAX_NOTICE:
        return HttpResponse(status=413)
    try:
        notice = inbox.receive(provider, request.headers, request.body)
    except providers.NotSetUp:
        return HttpResponse(status=404)
    except Forged:
        return HttpResponse(status=401)
    except Malformed:
        return HttpResponse(status=400)
    inbox.process(notice.pk)
    return JsonResponse(providers.get(provider).acknowledgement)


def _mine(request, number):
    return get_object_or_404(Payment.objects.select_related("shop"), number=number, payer=request.user)


def _go(request, url):
    """A redirect, also for a part of a page that htmx asked for."""
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": url})
    return redirect(url)
