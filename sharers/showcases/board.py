"""Who moves most: everybody's board, and the one among friends."""

from django.db.models import Q

from gifts.sending import contacts
from sharers.models import Showcase


def top():
    """As ranked last, without whoever has left the boards since."""
    return Showcase.objects.listed().filter(rank__isnull=False).order_by("rank")


def friends(user):
    """Those of people whom `user` exchanged a gift with, as far as they are listed, and the own one."""
    theirs = Showcase.objects.listed().filter(promoter__user__in=contacts(user))
    rows = Showcase.objects.filter(Q(pk__in=theirs.values("pk")) | Q(promoter__user=user))
    return rows.select_related("promoter__user").order_by("-influence", "opened_at", "pk")
