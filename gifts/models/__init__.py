from gifts.models.day import ProductDay, ShopDay
from gifts.models.gift import Gift

__all__ = ["Gift", "ProductDay", "ShopDay"]
