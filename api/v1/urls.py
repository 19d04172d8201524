from django.urls import path

from api.v1.acceptance import Acceptance
from api.v1.categories import Categories
from api.v1.contacts import Contacts
from api.v1.covers import Covers
from api.v1.gift import Gift
from api.v1.gifts import Gifts
from api.v1.link import Link
from api.v1.orders import Order, Orders
from api.v1.own_pictures import OwnPicture, OwnPictures
from api.v1.own_prices import OwnPriceUpdates
from api.v1.own_products import OwnProduct, OwnProducts
from api.v1.own_shop import OwnShop
from api.v1.own_stock import OwnStockUpdates
from api.v1.own_variants import NewOwnVariant, OwnVariant, OwnVariants
from api.v1.parcel import Parcel
from api.v1.products import Product, Products
from api.v1.refusal import Refusal
from api.v1.schema import Schema
from api.v1.shops import Shop, Shops

app_name = "v1"
urlpatterns = [
    path("schema", Schema.as_view(), name="schema"),
    path("products", Products.as_view(), name="products"),
    path("products/<int:id>", Product.as_view(), name="product"),
    path("covers", Covers.as_view(), name="covers"),
    path("contacts", Contacts.as_view(), name="contacts"),
    path("gifts", Gifts.as_view(), name="gifts"),
    path("gifts/<code:code>", Gift.as_view(), name="gift"),
    path("gifts/<code:code>/link", Link.as_view(), name="link"),
    path("gifts/<code:code>/acceptance", Acceptance.as_view(), name="acceptance"),
    path("gifts/<code:code>/refusal", Refusal.as_view(), name="refusal"),
    path("gifts/<code:code>/parcel", Parcel.as_view(), name="parcel"),
    path("orders", Orders.as_view(), name="orders"),
    path("orders/<code:number>", Order.as_view(), name="order"),
    # The shops' windows, and the goods of a partner's own shop.
    path("shops", Shops.as_view(), name="shops"),
    path("shops/<slug:shop>", Shop.as_view(), name="shop"),
    path("categories", Categories.as_view(), name="categories"),
    path("shop", OwnShop.as_view(), name="own-shop"),
    path("shop/products", OwnProducts.as_view(), name="own-products"),
    path("shop/products/<int:id>", OwnProduct.as_view(), name="own-product"),
    path("shop/products/<int:id>/variants", NewOwnVariant.as_view(), name="own-product-variants"),
    path("shop/products/<int:id>/pictures", OwnPictures.as_view(), name="own-product-pictures"),
    path("shop/pictures/<int:id>", OwnPicture.as_view(), name="own-picture"),
    path("shop/variants", OwnVariants.as_view(), name="own-variants"),
    path("shop/variants/<int:id>", OwnVariant.as_view(), name="own-variant"),
    path("shop/stock-updates", OwnStockUpdates.as_view(), name="own-stock-updates"),
    path("shop/price-updates", OwnPriceUpdates.as_view(), name="own-price-updates"),
]
