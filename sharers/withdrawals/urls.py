from django.urls import path

from sharers.withdrawals import views

urlpatterns = [
    path("withdrawals/", views.withdrawals, name="withdrawals"),
    path("withdrawals/identity", views.identified, name="withdrawals_identity"),
    path("withdrawals/<code:number>/", views.withdrawal, name="withdrawal"),
    path("withdrawals/<code:number>/done", views.done, name="withdrawal_done"),
    path("waiver/", views.waiver, name="waiver"),
]
