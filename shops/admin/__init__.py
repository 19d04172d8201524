from shops.admin import category, product, shop

__all__ = ["category", "product", "shop"]
