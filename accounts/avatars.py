"""A person's picture: drawn anew as a small square, so that nothing of the photo's file is kept."""

from django.core.files.storage import default_storage
from django.db import transaction

from accounts.models import User
from giftshop.pictures import Album, fitted

MAX_BYTES = 8 * 1024 * 1024
AVATARS = Album("avatars", fitted(256, 256), ("JPEG", "PNG", "WEBP"), MAX_BYTES)
find = AVATARS.find


def keep(user, data: bytes):
    """Make the picture in `data` the avatar of `user`. Raises pictures.NotAPicture, and then nothing has changed."""
    # The person is part of the name: nobody else's row ever points at the same file, so it can be deleted.
    _replace(user, AVATARS.keep(data, owner=f"{user.pk}:"))


def remove(user):
    """Back to the initial letter; the file is deleted once the caller's transaction is committed."""
    _replace(user, "")


def _replace(user, name):
    with transaction.atomic():
        old = User.objects.select_for_update(no_key=True).get(pk=user.pk, erased_at__isnull=True).avatar.name
        User.objects.filter(pk=user.pk).update(avatar=name)
        user.avatar.name = name
        if old and old != name:
            transaction.on_commit(lambda: default_storage.delete(old))
