from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrdersConfig(AppConfig):
    name = "orders"
    verbose_name = _("Orders")

    def ready(self):
        from accounts.ports import ERASURE
        from orders import invariants, leaving, me, notices, paying, sweeps
        from payments.ports import INVARIANTS, SUBJECT

        SUBJECT.register("orders", paying.Orders())
        ERASURE.register("orders", leaving.leave)
        sweeps.register()
        invariants.register(INVARIANTS)
        notices.register()
        me.register()
