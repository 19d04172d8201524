from shops.models.catalogue_import import CatalogueImport
from shops.models.category import Category
from shops.models.picture import Picture
from shops.models.product import Product
from shops.models.revision import Revision
from shops.models.search import SearchEntry, SearchPhrase, StaleEntry
from shops.models.shop import Shop
from shops.models.staff import Staff, StaffInvitation
from shops.models.variant import Variant

__all__ = [
    "CatalogueImport",
    "Category",
    "Picture",
    "Product",
    "Revision",
    "SearchEntry",
    "SearchPhrase",
    "Shop",
    "Staff",
    "StaffInvitation",
    "StaleEntry",
    "Variant",
]
