from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "api"
    verbose_name = _("Partners")

    def ready(self):
        from accounts.ports import ERASURE, EXPORTS
        from api import allowing, sweeps

        ERASURE.register("api", allowing.leave)
        EXPORTS.register("apps", allowing.export)
        sweeps.register_all()
