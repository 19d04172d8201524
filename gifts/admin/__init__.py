from gifts.admin import cover, dashboard, gift

__all__ = ["cover", "dashboard", "gift"]
