import json
from functools import wraps

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.limits import client_ip, limited
from giftshop.middleware import private
from payments import identity, inbox, links, providers
from payments.models import Payment
from payments.ports import subject
from payments.providers.base import Door, Forged, Malformed, Payer

MAX_NOTICE = 65_536  # bytes
IN_WECHAT = "jsapi"
DOORS = {Door.CODE: "payments/scan.html", Door.APP: "payments/app.html"}


def for_payer(view):
    """Hands the payment to `view`, for the payer, or for who has opened the cashier's link."""

    @wraps(view)
    def wrapper(request, number, *args, **kwargs):
        payment = Payment.objects.select_related("shop").filter(number=number).first()
        if payment and (payment.payer_id == request.user.pk or links.entered(request, payment)):
            return view(request, payment, *args, **kwargs)
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path())

    return never_cache(wrapper)


@private
@require_safe
@limited("open-link", settings.LINK_RATE)
def enter(request, number, token):
    """The cashier's link: its secret leaves the address at once."""
    payment = get_object_or_404(Payment, number=number)
    if not links.matches(payment, token):
        raise Http404
    links.enter(request, payment)
    return redirect(payment)


@for_payer
@require_http_methods(["GET", "HEAD", "POST"])
def pay(request, payment):
    """What is to be paid, and the ways that this browser can pay it; POST goes to the provider."""
    if request.method == "POST":
        return _start(request, payment, request.POST.get("method", ""))
    if not payment.is_pending:
        return redirect(_onwards(request, payment))
    provider = providers.present()
    ways = provider.ways(request.headers.get("User-Agent", ""))
    context = {
        "payment": payment,
        "title": subject().describe(payment),
        "methods": [(way, provider.methods[way]) for way in ways],
    }
    return render(request, "payments/pay.html", context)


def _start(request, payment, method):
    providers.offering(method)
    if method == IN_WECHAT and not identity.known(request):
        return redirect(identity.ask(request, reverse("payments:identified", args=[payment.number])))
    payer = Payer(ip=client_ip(request), openid=identity.known(request))
    return redirect(payment.start_attempt(method=method, payer=payer))


@for_payer
@require_safe
def identified(request, payment):
    """WeChat brings the payer back and says who they are there."""
    if not identity.learn(request):
        messages.error(request, _("WeChat did not say who you are. Please try again."))
        return redirect(payment.get_absolute_url())
    return _start(request, payment, IN_WECHAT)


@for_payer
@require_safe
def way(request, payment, method):
    """Paying by an app: a code to scan, or a button that calls WeChat."""
    attempt = payment.attempts.live().filter(method=method).exclude(ticket="").first()
    if attempt is None or attempt.door not in DOORS:
        return redirect("payments:done", payment.number)
    context = {"payment": payment, "title": subject().describe(payment), "attempt": attempt}
    if attempt.door == Door.CODE:
        context["rehearsal"] = providers.get(attempt.provider).rehearsal(attempt.ticket)
    if attempt.door == Door.APP:
        context["call"] = json.dumps(providers.get(attempt.provider).call(attempt.ticket))
    return render(request, DOORS[attempt.door], context)


@for_payer
@require_safe
def done(request, payment):
    """Where the provider sends the payer back to: on to the order as soon as the money is confirmed."""
    if payment.is_pending:
        payment.refresh()
    if not payment.is_pending:
        return _go(request, _onwards(request, payment))
    if not payment.attempts.live().exists():
        messages.error(request, _("The payment did not go through. Nothing was taken."))
        return _go(request, payment.get_absolute_url())
    parts = "payments/parts/confirming.html" if "HX-Request" in request.headers else "payments/done.html"
    return render(request, parts, {"payment": payment})


@for_payer
@require_safe
def paid(request, payment):
    """The end for who came by the cashier's link; the partner who gave it out knows the rest."""
    if payment.is_pending:
        return redirect(payment)
    return render(request, "payments/paid.html", {"payment": payment})


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


def _onwards(request, payment):
    """To what was paid for, which only the payer may see."""
    if payment.payer_id == request.user.pk:
        return subject().return_url(payment)
    return reverse("payments:paid", args=[payment.number])


def _go(request, url):
    """A redirect, also for a part of a page that htmx asked for."""
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": url})
    return redirect(url)
