from django.urls import path

from orders.views import aftersale, own

app_name = "orders"
urlpatterns = [
    path("buy/", own.buy, name="buy"),
    path("orders/", own.orders, name="list"),
    path("orders/<code:number>/", own.detail, name="detail"),
    path("orders/<code:number>/cancellation", own.cancellation, name="cancellation"),
    path("orders/<code:number>/confirmation", own.confirmation, name="confirmation"),
    path("orders/<code:number>/address", own.address, name="address"),
    path("orders/<code:number>/after-sale", aftersale.page, name="aftersale_page"),
    path("orders/<code:number>/after-sale/new", aftersale.ask, name="aftersale_ask"),
    path("orders/<code:number>/after-sale/withdrawal", aftersale.withdraw, name="aftersale_withdraw"),
    path("orders/<code:number>/after-sale/parcel", aftersale.post_back, name="aftersale_post_back"),
    path("orders/<code:number>/after-sale/appeal", aftersale.appeal, name="aftersale_appeal"),
]
