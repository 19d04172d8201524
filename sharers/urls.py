from django.urls import path

from sharers import views

app_name = "sharers"
urlpatterns = [
    path("s/<code:code>", views.follow, name="follow"),
    path("share/", views.share, name="share"),
]
