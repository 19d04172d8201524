"""What search engines may list: the shops that are open and what is on their shelves, a thousand to a page."""

from django.contrib.sitemaps import Sitemap

from shops.models import Product, Shop

PER_PAGE = 1000


class Products(Sitemap):
    limit = PER_PAGE

    def items(self):
        return Product.objects.visible().order_by("pk")

    def lastmod(self, product):
        return product.updated_at

    def get_latest_lastmod(self):
        """Left out of the index, which would read every product for it."""
        return None


class Shops(Sitemap):
    limit = PER_PAGE

    def items(self):
        return Shop.objects.active().order_by("pk")


SITEMAPS = {"products": Products, "shops": Shops}
