from django.urls import include, path, re_path

from api.pages import apps, problem, reference
from api.views import Nowhere

app_name = "api"
urlpatterns = [
    path("api/v1/", include("api.v1.urls")),
    re_path(r"^api/", Nowhere.as_view(), name="nowhere"),
    path("developers/", reference, name="reference"),
    path("account/apps/", apps, name="apps"),
    path("problems/<slug:code>", problem, name="problem"),
]
