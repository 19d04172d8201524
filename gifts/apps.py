from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GiftsConfig(AppConfig):
    name = "gifts"
    verbose_name = _("Gifts")

    def ready(self):
        from gifts import giving_back, invariants, me, notices, paying, sweeps
        from orders.ports import KINDS
        from payments.ports import INVARIANTS
        from shops.ports import SUSPENSION

        KINDS.register("gift", paying.GiftOrders())
        SUSPENSION.register("gifts", giving_back.shop_suspended)
        sweeps.register()
        notices.register()
        me.register()
        invariants.register(INVARIANTS)
