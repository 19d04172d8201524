from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from treebeard.forms import movenodeform_factory

from giftshop.counter.base import Page
from shops.models import Category


@admin.register(Category)
class CategoryAdmin(Page):
    """The operator's tree, of which everybody may choose. Moving a category under one that is not giftable ends
    gifting for its goods at once.
    """

    form = movenodeform_factory(Category)
    list_display = ["tree", "name_en", "slug", "giftable"]
    ordering = ["path"]
    search_fields = ["name", "name_en", "slug"]

    def offered(self, request):
        return Category.objects.all()

    def save_model(self, request, obj, form, change):
        obj.save()

    @admin.display(description=_("category"))
    def tree(self, category):
        return format_html("{}{}", "\u3000" * (category.depth - 1), category.name)
