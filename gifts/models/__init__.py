from gifts.models.cover import ShopCover
from gifts.models.day import ProductDay, ShopDay
from gifts.models.gift import Gift

__all__ = ["Gift", "ProductDay", "ShopCover", "ShopDay"]
