from sharers.models.attribution import Attribution
from sharers.models.link import ShareLink
from sharers.models.sharer import Sharer

__all__ = ["Attribution", "ShareLink", "Sharer"]
