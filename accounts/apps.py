from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from giftshop import deadlines


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("People")

    def ready(self):
        from accounts import export, mails, notices  # they need the models
        from accounts.ports import EXPORTS

        deadlines.register(deadlines.Chore(notices.READER, notices.notify))
        deadlines.register(mails.SWEEP)
        EXPORTS.register("account", export.of_account)
