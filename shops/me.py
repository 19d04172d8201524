"""What shops add to a person who works in one: the way behind the counter, and their part of the copy of the data."""

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.ports import ERASURE, EXPORTS, ME_ENTRIES, Entry
from giftshop.counter.ports import SECOND_FACTOR
from shops.models import staff


def register():
    ME_ENTRIES.register("shops", entries)
    EXPORTS.register("work", export)
    ERASURE.register("shops", staff.leave)
    SECOND_FACTOR.register("owners", staff.is_owner)


def entries(user):
    if user.is_staff:
        yield Entry(_("Behind the counter"), reverse("admin:index"), "shop")


def export(user):
    posts = user.staff_of.select_related("shop").order_by("pk")
    return [{"shop": post.shop.name, "role": post.role} for post in posts]
