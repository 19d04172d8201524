from django.contrib import admin
from django.urls import include, path

from accounts.views import avatars
from giftshop import views

handler400 = "giftshop.views.bad_request"
handler403 = "giftshop.views.forbidden"
handler404 = "giftshop.views.not_found"
handler429 = "giftshop.views.too_many"
handler500 = "giftshop.views.broken"

urlpatterns = [
    path("healthz", views.health, name="health"),
    path("favicon.ico", views.icon),
    path("language/", views.set_language, name="set_language"),
    path("admin/", admin.site.urls),
    path("account/", include("accounts.urls")),
    path("media/avatars/<str:name>", avatars.picture, name="avatar"),
    path("account/", include("allauth.account.urls")),
    path("", include("shops.urls")),
    path("", include("payments.urls")),
    path("", include("orders.urls")),
    path("", include("gifts.urls")),
    path("", include("sharers.urls")),
    path("", include("api.urls")),
]
