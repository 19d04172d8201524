from gifts.models.gift import Gift

__all__ = ["Gift"]
