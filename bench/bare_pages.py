"""The limit of a page: a Django view that reads one row and renders a small template."""

from django.shortcuts import render
from django.urls import path

from shops.models import Shop

PATH = "/bare/"


def bare(request):
    return render(request, "bare.html", {"shop": Shop.objects.only("name").order_by("pk").first()})


urlpatterns = [path(PATH.strip("/") + "/", bare)]
