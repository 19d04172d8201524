"""`/oauth/`: of django-oauth-toolkit only what partners need. The names are the toolkit's own, which it looks up."""

from django.urls import path
from oauth2_provider.views import OAuthServerMetadataView

from api.oauth_views import Consent, Revocation, Token

app_name = "oauth2_provider"
urlpatterns = [
    path("oauth/authorize", Consent.as_view(), name="authorize"),
    path("oauth/token", Token.as_view(), name="token"),
    path("oauth/revoke", Revocation.as_view(), name="revoke-token"),
    path(
        ".well-known/oauth-authorization-server",
        OAuthServerMetadataView.as_view(),
        name="oauth-server-metadata",
    ),
]
