from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharersConfig(AppConfig):
    name = "sharers"
    verbose_name = _("Sharers")

    def ready(self):
        from accounts.ports import ERASURE
        from orders.ports import EARNERS
        from payments.ports import INVARIANTS
        from sharers import earning, invariants, leaving, me

        EARNERS.register("sharers", earning.earners)
        ERASURE.register("sharers", leaving.leave)
        invariants.register(INVARIANTS)
        me.register()
