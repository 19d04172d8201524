from orders.admin import aftersale, order

__all__ = ["aftersale", "order"]
