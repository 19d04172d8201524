from giftshop.counter import filters, log

__all__ = ["filters", "log"]
