from django.urls import path

from payments import views
from payments.providers.sandbox import views as sandbox

app_name = "payments"
urlpatterns = [
    path("payments/<code:number>/", views.pay, name="pay"),
    path("payments/<code:number>-<str:token>", views.enter, name="enter"),
    path("payments/<code:number>/paid", views.paid, name="paid"),
    path("payments/<code:number>/by/<slug:method>", views.way, name="way"),
    path("payments/<code:number>/identity", views.identified, name="identified"),
    path("payments/<code:number>/done", views.done, name="done"),
    path("payments/notices/<slug:provider>", views.notices, name="notices"),
    path("sandbox/cashier/<slug:token>", sandbox.cashier, name="cashier"),
    path("sandbox/transfer/<str:token>", sandbox.transfer, name="transfer"),
]
