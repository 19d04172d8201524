from giftshop.counter import log

__all__ = ["log"]
