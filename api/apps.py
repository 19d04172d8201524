from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"

    def ready(self):
        from accounts.ports import ERASURE, EXPORTS
        from api import allowing, sweeps

        ERASURE.register("api", allowing.leave)
        EXPORTS.register("apps", allowing.export)
        sweeps.register_all()
