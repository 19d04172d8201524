"""Writing every encrypted text anew with the first key of the ring, so that an older one can be taken out."""

import time

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Cast

from accounts import crypto
from accounts.fields import EncryptedTextField

PATIENCE = 20  # looks at rows that somebody else holds, WAIT seconds apart, before they are reported
WAIT = 0.5


def encrypted_models():
    """Every model with encrypted fields, of every app."""
    for model in apps.get_models():
        if fields := encrypted_fields(model):
            yield model, fields


def encrypted_fields(model):
    if model._meta.proxy or not model._meta.managed:
        return []
    return [field for field in model._meta.local_concrete_fields if isinstance(field, EncryptedTextField)]


def rotate(model, *, batch=200):
    """Yields (rows written, ids that do not open) per batch, each in a transaction of its own.

    The old key's id in the column is the whole bookkeeping: an interrupted run is simply started again. A row that
    somebody is writing is skipped and comes round again.
    """
    broken, patience = set(), PATIENCE
    while True:
        found, written, bad = _one_batch(model, broken, batch)
        broken |= bad
        if found:
            patience = PATIENCE
            yield written, bad
        elif not _old(model).exclude(pk__in=broken).exists() or not patience:
            return
        else:
            patience -= 1
            time.sleep(WAIT)


def remaining(model):
    """The number of rows still under another key."""
    return _old(model).count()


def _old(model):
    """Rows with a text that another key than the writing one sealed. The raw column is read, nothing is opened."""
    rows, old = model._base_manager.all(), Q()
    for field in encrypted_fields(model):
        raw = f"raw_{field.name}"
        rows = rows.annotate(**{raw: Cast(F(field.name), models.TextField())})
        old |= ~Q(**{raw: ""}) & ~Q(**{f"{raw}__startswith": f"{crypto.writing_key_id()}:"})
    return rows.filter(old)


def _one_batch(model, broken, batch):
    fields = encrypted_fields(model)
    with transaction.atomic():
        rows = _old(model).exclude(pk__in=broken).order_by("pk")
        rows = rows.select_for_update(skip_locked=True, no_key=True, of=("self",))
        found = list(rows.values("pk", *(f"raw_{field.name}" for field in fields))[:batch])
        bad = {row["pk"] for row in found if not _write(model, fields, row)}
    return len(found), len(found) - len(bad), bad


def _write(model, fields, row):
    try:
        texts = {field.name: _open(field, row[f"raw_{field.name}"]) for field in fields}
    except crypto.DecryptionError:
        return False
    model._base_manager.filter(pk=row["pk"]).update(**texts)
    return True


def _open(field, stored):
    return crypto.decrypt(stored, field.place) if stored else stored
