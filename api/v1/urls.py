from django.urls import path

from api.v1.acceptance import Acceptance
from api.v1.contacts import Contacts
from api.v1.covers import Covers
from api.v1.customers import Customer
from api.v1.gift import Gift
from api.v1.gift_batches import GiftBatch, GiftBatches, GiftBatchItems, GiftBatchPayments
from api.v1.gifts import Gifts
from api.v1.link import Link
from api.v1.orders import Order, Orders
from api.v1.parcel import Parcel
from api.v1.products import Product, Products
from api.v1.refusal import Refusal
from api.v1.schema import Schema

app_name = "v1"
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
]
