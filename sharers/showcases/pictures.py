"""Face and banner of a showcase: drawn anew, so that nothing of the photo's file is kept."""

from dataclasses import dataclass, replace

from giftshop.pictures import Album, fitted

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True)
class OwnAlbum(Album):
    """The owner is part of a name: nobody else's row points at the same file, so it can be deleted."""

    owner: str = ""

    def keep(self, data, owner=""):
        return super().keep(data, owner or self.owner)


FACES = OwnAlbum("showcases", fitted(256, 256), FORMATS, MAX_BYTES)
BANNERS = OwnAlbum("showcases", fitted(1080, 432), FORMATS, MAX_BYTES)
find = FACES.find


def of(album, showcase):
    return replace(album, owner=f"{showcase.pk}:")
