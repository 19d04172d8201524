"""Writing every encrypted text anew with the first key of the ring, so that an older one can be taken out."""

import time

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Func, Q, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from accounts import crypto, second_factor
from accounts.fields import EncryptedTextField

PATIENCE = 20  # looks at rows that somebody else holds, WAIT seconds apart, before they are reported
WAIT = 0.5


class Column:
    """An encrypted field: it seals by itself what is written to it."""

    def __init__(self, field):
        self.name, self.place = field.name, field.place
        self.raw = Cast(F(field.name), models.TextField())

    def written(self, text):
        return {self.name: text}


class Key:
    """A sealed text in the JSON of another app's model."""

    def __init__(self, name, place, *, inside):
        self.name, self.place, self.inside = name, place, inside
        self.raw = Coalesce(KeyTextTransform(name, inside), Value(""), output_field=models.TextField())

    def written(self, text):
        if not text:
            return {}
        sealed = Value(crypto.encrypt(text, self.place), models.JSONField())
        return {self.inside: Func(F(self.inside), Value([self.name]), sealed, function="jsonb_set")}


# An authenticator app has a secret, recovery codes have a seed.
KEYS = {Authenticator: [Key(name, second_factor.PLACE, inside="data") for name in ["secret", "seed"]]}


def encrypted_models():
    """Every model with sealed texts, of every app."""
    for model in apps.get_models():
        if sealed := sealed_in(model):
            yield model, sealed


def sealed_in(model):
    if model._meta.proxy or not model._meta.managed:
        return []
    fields = model._meta.local_concrete_fields
    columns = [Column(field) for field in fields if isinstance(field, EncryptedTextField)]
    return columns + KEYS.get(model, [])


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
    for sealed in sealed_in(model):
        raw = f"raw_{sealed.name}"
        rows = rows.annotate(**{raw: sealed.raw})
        old |= ~Q(**{raw: ""}) & ~Q(**{f"{raw}__startswith": f"{crypto.writing_key_id()}:"})
    return rows.filter(old)


def _one_batch(model, broken, batch):
    all_sealed = sealed_in(model)
    with transaction.atomic():
        rows = _old(model).exclude(pk__in=broken).order_by("pk")
        rows = rows.select_for_update(skip_locked=True, no_key=True, of=("self",))
        found = list(rows.values("pk", *(f"raw_{sealed.name}" for sealed in all_sealed))[:batch])
        bad = {row["pk"] for row in found if not _write(model, all_sealed, row)}
    return len(found), len(found) - len(bad), bad


def _write(model, all_sealed, row):
    written = {}
    try:
        for sealed in all_sealed:
            written |= sealed.written(_open(sealed, row[f"raw_{sealed.name}"]))
    except crypto.DecryptionError:
        return False
    model._base_manager.filter(pk=row["pk"]).update(**written)
    return True


def _open(sealed, stored):
    return crypto.decrypt(stored, sealed.place) if stored else stored
