from django.urls import path, register_converter

from api import days
from api.v1.acceptance import Acceptance
from api.v1.carriers import Carriers
from api.v1.categories import Categories
from api.v1.commissions import CommissionDaily, Commissions
from api.v1.contacts import Contacts
from api.v1.covers import Covers
from api.v1.customers import Customer
from api.v1.deliveries import Deliveries, Redelivery
from api.v1.events import Event, Events
from api.v1.gift import Gift
from api.v1.gift_batches import GiftBatch, GiftBatches, GiftBatchItems, GiftBatchPayments
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
from api.v1.share_links import ShareLink, ShareLinks
from api.v1.shop_after_sale_answers import ShopAfterSaleApproval, ShopAfterSaleReceipt, ShopAfterSaleRejection
from api.v1.shop_after_sales import ShopAfterSale, ShopAfterSales
from api.v1.shop_order_notes import ShopOrderNotes
from api.v1.shop_order_withdrawal import ShopOrderWithdrawal
from api.v1.shop_orders import ShopOrder, ShopOrders
from api.v1.shop_refunds import ShopRefunds
from api.v1.shop_sharers import ShopCommissions, ShopSharers
from api.v1.shop_shipments import ShopShipments
from api.v1.shop_statements import ShopBalance, ShopStatement, ShopStatements
from api.v1.shops import Shop, Shops
from api.v1.webhook_endpoints import WebhookEndpoint, WebhookEndpoints, WebhookSecret, WebhookTest

app_name = "v1"
register_converter(days.InPath, "day")
urlpatterns = [
    path("schema", Schema.as_view(), name="schema"),
    path("products", Products.as_view(), name="products"),
    path("products/<int:id>", Product.as_view(), name="product"),
    path("covers", Covers.as_view(), name="covers"),
    path("contacts", Contacts.as_view(), name="contacts"),
    path("gifts", Gifts.as_view(), name="gifts"),
    path("customers/<str:external_id>", Customer.as_view(), name="customer"),
    path("gift-batches", GiftBatches.as_view(), name="gift_batches"),
    path("gift-batches/<code:number>", GiftBatch.as_view(), name="gift_batch"),
    path("gift-batches/<code:number>/items", GiftBatchItems.as_view(), name="gift_batch_items"),
    path("gift-batches/<code:number>/payments", GiftBatchPayments.as_view(), name="gift_batch_payments"),
    path("gifts/<code:code>", Gift.as_view(), name="gift"),
    path("gifts/<code:code>/link", Link.as_view(), name="link"),
    path("gifts/<code:code>/acceptance", Acceptance.as_view(), name="acceptance"),
    path("gifts/<code:code>/refusal", Refusal.as_view(), name="refusal"),
    path("gifts/<code:code>/parcel", Parcel.as_view(), name="parcel"),
    path("orders", Orders.as_view(), name="orders"),
    path("orders/<code:number>", Order.as_view(), name="order"),
    # What the shop of a partner does with its orders and its money.
    path("carriers", Carriers.as_view(), name="carriers"),
    path("shop/orders", ShopOrders.as_view(), name="shop_orders"),
    path("shop/orders/<code:number>", ShopOrder.as_view(), name="shop_order"),
    path("shop/orders/<code:number>/notes", ShopOrderNotes.as_view(), name="shop_order_notes"),
    path("shop/orders/<code:number>/withdrawal", ShopOrderWithdrawal.as_view(), name="shop_order_withdrawal"),
    path("shop/shipments", ShopShipments.as_view(), name="shop_shipments"),
    path("shop/after-sales", ShopAfterSales.as_view(), name="shop_after_sales"),
    path("shop/after-sales/<code:number>", ShopAfterSale.as_view(), name="shop_after_sale"),
    path("shop/after-sales/<code:number>/approval", ShopAfterSaleApproval.as_view(), name="shop_approval"),
    path("shop/after-sales/<code:number>/rejection", ShopAfterSaleRejection.as_view(), name="shop_rejection"),
    path("shop/after-sales/<code:number>/receipt", ShopAfterSaleReceipt.as_view(), name="shop_receipt"),
    path("shop/refunds", ShopRefunds.as_view(), name="shop_refunds"),
    path("shop/statements", ShopStatements.as_view(), name="shop_statements"),
    path("shop/statements/<day:day>", ShopStatement.as_view(), name="shop_statement"),
    path("shop/balance", ShopBalance.as_view(), name="shop_balance"),
    path("shop/sharers", ShopSharers.as_view(), name="shop_sharers"),
    path("shop/commissions", ShopCommissions.as_view(), name="shop_commissions"),
    # What people share and earn.
    path("share-links", ShareLinks.as_view(), name="share_links"),
    path("share-links/<code:code>", ShareLink.as_view(), name="share_link"),
    path("commissions", Commissions.as_view(), name="commissions"),
    path("commissions/days", CommissionDaily.as_view(), name="commission_days"),
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
    path("events", Events.as_view(), name="events"),
    path("events/<int:id>", Event.as_view(), name="event"),
    path("webhook-endpoints", WebhookEndpoints.as_view(), name="webhook_endpoints"),
    path("webhook-endpoints/<int:id>", WebhookEndpoint.as_view(), name="webhook_endpoint"),
    path("webhook-endpoints/<int:id>/secret", WebhookSecret.as_view(), name="webhook_secret"),
    path("webhook-endpoints/<int:id>/test", WebhookTest.as_view(), name="webhook_test"),
    path("webhook-endpoints/<int:id>/deliveries", Deliveries.as_view(), name="deliveries"),
    path(
        "webhook-endpoints/<int:id>/deliveries/<int:delivery>/redelivery",
        Redelivery.as_view(),
        name="redelivery",
    ),
]
