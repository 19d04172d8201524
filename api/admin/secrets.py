"""The secrets of an application: two may be live, so that one is replaced without a pause; each is shown once."""

from django.contrib import admin, messages
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from api.models import Application, Secret
from giftshop.refusals import Refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def page(request, application):
    if request.method != "POST":
        return _shown(request, application)
    if "revoke" in request.POST:
        return _revoke(request, application, request.POST["revoke"])
    try:
        text = application.new_secret()
    except Refused as refusal:
        messages.error(request, f"{refusal.title} – {refusal.detail}")
        return redirect(request.path)
    _record(request, application, _("New secret, ending in %(hint)s") % {"hint": text[-4:]})
    return _shown(request, application, new=text)


def _shown(request, application, **context):
    context |= {
        "title": _("Secrets"),
        "opts": Application._meta,
        "original": application,
        "secrets": application.secrets.order_by("-pk"),
    }
    return TemplateResponse(request, "api/admin/secrets.html", admin.site.each_context(request) | context)


def _revoke(request, application, asked):
    number = int(asked) if asked.isdecimal() and len(asked) < 19 else 0
    secret = get_object_or_404(Secret.objects.live(), pk=number, application=application)
    secret.revoke()
    _record(request, application, _("Revoked the secret ending in %(hint)s") % {"hint": secret.hint})
    messages.success(request, _("It is good for nothing any more."))
    return redirect(request.path)


def _record(request, application, words):
    admin.site.get_model_admin(Application).log_change(request, application, words)
