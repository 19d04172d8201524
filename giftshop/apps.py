from django.apps import AppConfig


class GiftshopConfig(AppConfig):
    name = "giftshop"
    verbose_name = "Ground"
