from django.urls import path, re_path

from shops import hiring, views
from shops.search import views as search

app_name = "shops"

INVITATION = r"^staff/invitation/(?P<secret>[A-Za-z0-9_-]{24})$"

urlpatterns = [
    path("", views.home, name="home"),
    path("goods/", views.browse, name="browse"),
    path("categories/", views.categories, name="categories"),
    path("search/", search.search, name="search"),
    path("search/suggestions", search.suggestions, name="suggestions"),
    path("shops/<slug:code>/", views.shop, name="shop"),
    path("p/<int:pk>/", views.product, name="product"),
    re_path(INVITATION, hiring.enter, name="invitation_link"),
    path("staff/invitation/", hiring.invitation, name="invitation"),
    path("media/pictures/<str:name>", views.picture, name="picture"),
    path("media/logos/<str:name>", views.logo, name="logo"),
]
