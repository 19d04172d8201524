from api.admin import application, partner

__all__ = ["application", "partner"]
