"""Which e-mails a person gets: by choice when logged in, or by the link in a mail, which needs no login."""

from allauth.account.models import EmailAddress
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.signing import BadSignature
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.forms import MailForm
from accounts.mails import read_off_token
from accounts.models import User
from giftshop.middleware import private


@private
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def mails(request):
    form = MailForm(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved"))
        return redirect("accounts:settings")
    confirmed = EmailAddress.objects.filter(user=request.user, primary=True, verified=True).exists()
    return render(request, "accounts/mails.html", {"form": form, "confirmed": confirmed})


# Without a CSRF token on purpose: mail programs post here by themselves (RFC 8058); the signed link is the permission.
@private
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def mail_off(request, token):
    """Looking asks, posting switches the topic off."""
    try:
        user, topic = read_off_token(token)
    except (BadSignature, User.DoesNotExist):
        raise Http404 from None
    if request.method == "POST":
        user.mute(topic)
    return render(request, "accounts/mail_off.html", {"topic": topic, "done": request.method == "POST"})
