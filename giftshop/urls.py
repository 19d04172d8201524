from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path

from accounts.views import avatars
from giftshop import homescreen, views
from shops.sitemaps import SITEMAPS

handler400 = "giftshop.views.bad_request"
handler403 = "giftshop.views.forbidden"
handler404 = "giftshop.views.not_found"
handler429 = "giftshop.views.too_many"
handler500 = "giftshop.views.broken"

urlpatterns = [
    path("healthz", views.health, name="health"),
    path("favicon.ico", views.icon),
    path("robots.txt", views.robots, name="robots"),
    path(
        "sitemap.xml", sitemaps.index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap"}, name="sitemaps"
    ),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
    path("manifest.webmanifest", homescreen.manifest, name="manifest"),
    path("sw.js", homescreen.worker, name="worker"),
    path("offline/", homescreen.offline, name="offline"),
    path("language/", views.set_language, name="set_language"),
    path("admin/", admin.site.urls),
    path("", include("api.oauth_urls")),
    path("account/", include("accounts.urls")),
    path("media/avatars/<str:name>", avatars.picture, name="avatar"),
    path("account/", include("allauth.account.urls")),
    path("account/second-factor/", include("accounts.views.second_factor")),
    path("", include("shops.urls")),
    path("", include("payments.urls")),
    path("", include("orders.urls")),
    path("", include("gifts.urls")),
    path("", include("sharers.urls")),
    path("", include("api.urls")),
]
