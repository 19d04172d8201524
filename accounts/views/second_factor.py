"""allauth's pages of the second factor, kept by no cache; who was sent here on the way to a page finds back to it."""

from allauth.account.utils import get_next_redirect_url, passthrough_next_redirect_url
from allauth.mfa.base import views as base
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from django.urls import path

from giftshop.middleware import private


class Onward:
    """`onward` is the page that `?next=` names, if it is one of this shop's."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"onward": get_next_redirect_url(self.request)}


class Activation(Onward, app.ActivateTOTPView):
    def get_success_url(self):
        return passthrough_next_redirect_url(self.request, super().get_success_url(), "next")


class Codes(Onward, codes.ViewRecoveryCodesView):
    pass


class Index(Onward, base.IndexView):
    pass


urlpatterns = [
    path("", private(Index.as_view()), name="mfa_index"),
    path("authenticate/", private(base.authenticate), name="mfa_authenticate"),
    path("reauthenticate/", private(base.reauthenticate), name="mfa_reauthenticate"),
    path("app/on/", private(Activation.as_view()), name="mfa_activate_totp"),
    path("app/off/", private(app.deactivate_totp), name="mfa_deactivate_totp"),
    path("codes/", private(Codes.as_view()), name="mfa_view_recovery_codes"),
    path("codes/new/", private(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("codes/file/", private(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
]
