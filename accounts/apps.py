from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from giftshop import deadlines


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self):
        from accounts.notices import Notify  # needs the models

        deadlines.register(Notify())
