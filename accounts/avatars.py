"""A person's picture: drawn anew as a small square, so that nothing of the photo's file is kept."""

import hashlib
import re

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from PIL import ImageOps

from accounts.models import User
from giftshop import pictures

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_BYTES = 8 * 1024 * 1024
SIDE = 256
NAME = re.compile(r"[0-9a-f]{40}\.jpg")


def keep(user, data: bytes):
    """Make the picture in `data` the avatar of `user`. Raises pictures.NotAPicture, and then nothing has changed."""
    drawn = pictures.redraw(data, _square, formats=FORMATS, max_bytes=MAX_BYTES)
    # The person is part of the name: nobody else's row ever points at the same file, so it can be deleted.
    digest = hashlib.sha256(b"%d:" % user.pk + drawn).hexdigest()[:40]
    name = f"avatars/{digest}.jpg"
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(drawn))
    _replace(user, name)


def find(name):
    """Where the picture called `name` is stored, None if there is none."""
    path = f"avatars/{name}"
    return path if NAME.fullmatch(name) and default_storage.exists(path) else None


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


def _square(image):
    return pictures.jpeg(ImageOps.fit(image, (SIDE, SIDE)))
