from shops.admin import category, imports, product, shop

__all__ = ["category", "imports", "product", "shop"]
