from django.urls import path

from orders import views

app_name = "orders"
urlpatterns = [
    path("buy/", views.buy, name="buy"),
    path("orders/", views.orders, name="list"),
    path("orders/<str:number>/", views.detail, name="detail"),
    path("orders/<str:number>/cancellation", views.cancellation, name="cancellation"),
    path("orders/<str:number>/confirmation", views.confirmation, name="confirmation"),
    path("orders/<str:number>/address", views.address, name="address"),
]
