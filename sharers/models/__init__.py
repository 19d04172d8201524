from sharers.models.attribution import Attribution, LinkedOrder
from sharers.models.channel import Channel
from sharers.models.invitation import Invitation
from sharers.models.link import ShareLink
from sharers.models.promoter import Promoter
from sharers.models.sales import LinkSales
from sharers.models.sharer import Sharer
from sharers.models.showcase import Showcase, Slot
from sharers.models.visit import LinkDay, Visitor
from sharers.models.waiver import Waiver
from sharers.models.withdrawal import Withdrawal

__all__ = [
    "Attribution",
    "Channel",
    "Invitation",
    "LinkDay",
    "LinkSales",
    "LinkedOrder",
    "Promoter",
    "ShareLink",
    "Sharer",
    "Showcase",
    "Slot",
    "Visitor",
    "Waiver",
    "Withdrawal",
]
