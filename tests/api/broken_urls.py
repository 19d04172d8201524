"""Addresses that fail inside, for the tests of what then leaves the house."""

from django.http import HttpResponse
from django.urls import path

from api.views import Public

SECRET = "the database's password"


class Broken(Public):
    def get(self, request):
        raise RuntimeError(SECRET)


def outside(request):
    return HttpResponse(f"<h1>{SECRET}</h1>", status=503)


urlpatterns = [path("api/v1/broken", Broken.as_view()), path("api/v1/outside", outside)]
