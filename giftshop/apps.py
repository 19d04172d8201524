from django.apps import AppConfig
from django.urls import register_converter

from giftshop import codes


class GiftshopConfig(AppConfig):
    name = "giftshop"
    verbose_name = "Ground"

    def ready(self):
        register_converter(codes.InPath, "code")
        # A web worker that nudges a sweep must know the broker: without an app Celery looks for one, for 6 seconds.
        from giftshop import celery  # noqa: F401
