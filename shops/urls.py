from django.urls import path

from shops import views
from shops.search import views as search

app_name = "shops"
urlpatterns = [
    path("", views.home, name="home"),
    path("goods/", views.browse, name="browse"),
    path("categories/", views.categories, name="categories"),
    path("search/", search.search, name="search"),
    path("search/suggestions", search.suggestions, name="suggestions"),
    path("shops/<slug:code>/", views.shop, name="shop"),
    path("p/<int:pk>/", views.product, name="product"),
    path("media/pictures/<str:name>", views.picture, name="picture"),
]
