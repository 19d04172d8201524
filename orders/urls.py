from django.urls import path

from orders import views

app_name = "orders"
urlpatterns = [
    path("buy/", views.buy, name="buy"),
    path("orders/", views.orders, name="list"),
    path("orders/<code:number>/", views.detail, name="detail"),
    path("orders/<code:number>/cancellation", views.cancellation, name="cancellation"),
    path("orders/<code:number>/confirmation", views.confirmation, name="confirmation"),
    path("orders/<code:number>/address", views.address, name="address"),
]
