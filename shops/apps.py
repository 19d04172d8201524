from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from giftshop import deadlines
from shops.revisions import compact


class ShopsConfig(AppConfig):
    name = "shops"
    verbose_name = _("Shops and goods")

    def ready(self):
        deadlines.register(deadlines.Chore("shops.revisions", compact))
        from accounts.ports import ERASURE  # what follows needs the models
        from giftshop.counter.ports import SECOND_FACTOR
        from shops.models import staff
        from shops.search import sweeps

        ERASURE.register("shops", staff.leave)
        SECOND_FACTOR.register("owners", staff.is_owner)
        sweeps.register()
