from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SharersConfig(AppConfig):
    name = "sharers"
    verbose_name = _("Sharers")

    def ready(self):
        from accounts.ports import ERASURE
        from giftshop.counter.ports import PANELS
        from orders.ports import EARNERS, PRICES
        from payments.ports import INVARIANTS
        from sharers import earning, invariants, leaving, me, sweeps
        from sharers.admin.panel import panel
        from sharers.withdrawals import notices

        EARNERS.register("sharers", earning.earners)
        PRICES.register("sharers", earning.offer)
        PANELS.register("sharers", panel)
        ERASURE.register("sharers", leaving.leave)
        invariants.register(INVARIANTS)
        me.register()
        sweeps.register()
        notices.register()
