"""What owners are told about their shop, and the operator about shops."""

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Topic
from accounts.ports import NOTICE_TEXTS, NOTICE_TOPICS, NOTICES, Notice
from shops.models import Shop, Staff

TEXTS = {
    "shop.approved": _("%(shop)s is approved. From now on shoppers see it and can buy there."),
    "shop.sent_back": _("%(shop)s cannot open yet. Please read why, and ask again."),
    "shop.in_review": _("%(shop)s asks for approval."),
    "staff.hired": _("Somebody has accepted an invitation and now works in %(shop)s. Please look who it is."),
}


def register():
    handlers = {"shop.in_review": _to_operators, "staff.hired": _to_the_other_owners}
    for kind, words in TEXTS.items():
        NOTICE_TEXTS.register(kind, words)
        NOTICE_TOPICS.register(kind, Topic.SHOP)
        NOTICES.register(kind, handlers.get(kind, _to_owners))


def _to_owners(event):
    return _notices(event, _owners(event), "admin:shops_shop_approval")


def _to_the_other_owners(event):
    """An owner who was hired just now knows."""
    others = _owners(event).exclude(user=event.data.get("person"))
    return _notices(event, others, "admin:shops_shop_staff")


def _to_operators(event):
    operators = get_user_model().objects.filter(is_superuser=True, is_active=True)
    return _notices(event, operators.values_list("pk", flat=True), "admin:shops_shop_approval")


def _owners(event):
    return Staff.objects.filter(shop=event.shop_id, role=Staff.OWNER).values_list("user_id", flat=True)


def _notices(event, people, page):
    shop = Shop.objects.get(pk=event.shop_id)
    return [Notice(person, reverse(page, args=[shop.pk]), {"shop": shop.name}) for person in people]
