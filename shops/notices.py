"""What the owners of a shop are told about it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Topic
from accounts.ports import NOTICE_TEXTS, NOTICE_TOPICS, NOTICES, Notice
from shops.models import Shop, Staff

TEXTS = {
    "shop.approved": _("%(shop)s is approved. From now on shoppers see it and can buy there."),
    "shop.sent_back": _("%(shop)s cannot open yet. Please read why, and ask again."),
}


def register():
    for kind, words in TEXTS.items():
        NOTICE_TEXTS.register(kind, words)
        NOTICE_TOPICS.register(kind, Topic.SHOP)
        NOTICES.register(kind, _to_owners)


def _to_owners(event):
    shop = Shop.objects.get(pk=event.shop_id)
    owners = shop.staff.filter(role=Staff.OWNER).values_list("user_id", flat=True)
    page = reverse("admin:shops_shop_approval", args=[shop.pk])
    return [Notice(owner, page, {"shop": shop.name}) for owner in owners]
