from api.admin import application, delivery, endpoint, partner

__all__ = ["application", "delivery", "endpoint", "partner"]
