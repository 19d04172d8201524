from django.contrib.admin.apps import AdminConfig


class Counter(AdminConfig):
    default_site = "giftshop.counter.site.Site"
