from gifts.admin import dashboard, gift

__all__ = ["dashboard", "gift"]
