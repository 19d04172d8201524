from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from giftshop import deadlines
from shops.revisions import compact


class ShopsConfig(AppConfig):
    name = "shops"
    verbose_name = _("Shops and goods")

    def ready(self):
        deadlines.register(deadlines.Chore("shops.revisions", compact))
        from shops import me, notices  # these need the models
        from shops.imports import running
        from shops.search import sweeps

        me.register()
        notices.register()
        sweeps.register()
        deadlines.register(running.RUNNING)
