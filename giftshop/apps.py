from django.apps import AppConfig


class GiftshopConfig(AppConfig):
    name = "giftshop"
    verbose_name = "Ground"

    def ready(self):
        # A web worker that nudges a sweep must know the broker: without an app Celery looks for one, for 6 seconds.
        from giftshop import celery  # noqa: F401
