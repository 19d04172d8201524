from django.urls import path

from api.v1.acceptance import Acceptance
from api.v1.contacts import Contacts
from api.v1.covers import Covers
from api.v1.deliveries import Deliveries, Redelivery
from api.v1.events import Event, Events
from api.v1.gift import Gift
from api.v1.gifts import Gifts
from api.v1.link import Link
from api.v1.orders import Order, Orders
from api.v1.parcel import Parcel
from api.v1.products import Product, Products
from api.v1.refusal import Refusal
from api.v1.schema import Schema
from api.v1.webhook_endpoints import WebhookEndpoint, WebhookEndpoints, WebhookSecret, WebhookTest

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
