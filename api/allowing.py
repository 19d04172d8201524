"""The programs that a person lets act for them: told, taken back, and forgotten when the person leaves."""

from django.db.models import Q
from django.utils import timezone
from oauth2_provider.models import AccessToken, Grant, RefreshToken

from api.models import Answer, Application, Customer


def allowed(user):
    """The applications that may act for `user` now, by name."""
    renewing = RefreshToken.objects.filter(user=user, revoked__isnull=True)
    calling = AccessToken.objects.filter(user=user, expires__gt=timezone.now())
    theirs = Q(pk__in=renewing.values("application")) | Q(pk__in=calling.values("application"))
    return Application.objects.filter(theirs).select_related("partner").order_by("name", "pk")


def disallow(user, application_id):
    """Every token that `user` gave this application is good for nothing from now on."""
    for kind in (RefreshToken, AccessToken, Grant):
        kind.objects.filter(user=user, application=application_id).delete()


def leave(user):
    """Handler of `accounts.ports.ERASURE`."""
    for kind in (RefreshToken, AccessToken, Grant):
        kind.objects.filter(user=user).delete()
    Answer.objects.filter(Q(caller=f"user:{user.pk}") | Q(caller__startswith=f"user:{user.pk}:")).delete()
    Customer.objects.filter(user=user).update(external_id="")


def export(user):
    """Handler of `accounts.ports.EXPORTS`."""
    return [{"name": program.name, "partner": program.partner.name} for program in allowed(user)]
