"""Model fields for personal data."""

from django.core.exceptions import ValidationError
from django.db import models

from accounts import crypto
from accounts.phones import blind_index

# What stands in the column: nothing, or a sealed text. PostgreSQL refuses plain text whoever writes it.
SEALED = "^[a-z0-9]{1,8}:[A-Za-z0-9+/]+={0,2}$"


class EncryptedTextField(models.TextField):
    """Text that only the key ring opens; `''` stays `''` and NULL stays NULL.

    Reading raises `crypto.DecryptionError` if the stored text does not open. It cannot be searched or sorted by: each
    writing has its own nonce. Renaming the model or the field needs a migration that writes every row anew.
    """

    def contribute_to_class(self, cls, name, **kwargs):
        super().contribute_to_class(cls, name, **kwargs)
        self.place = f"{cls._meta.label}.{name}"

    def db_check(self, connection):
        column = connection.ops.quote_name(self.column)
        return f"{column} = '' OR {column} ~ '{SEALED}'"

    def get_db_prep_save(self, value, connection):
        if hasattr(value, "as_sql"):
            return super().get_db_prep_save(value, connection)
        return crypto.encrypt(str(value), self.place) if value else value

    def from_db_value(self, value, expression, connection):
        return crypto.decrypt(value, self.place) if value else value

    def get_lookup(self, lookup_name):
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_transform(self, lookup_name):
        return None


class BlindIndexField(models.CharField):
    """The blind index of the phone number in the field `source`, kept by every save; `''` when there is none."""

    def __init__(self, *args, source, **kwargs):
        self.source = source
        super().__init__(
            *args, **{"max_length": 64, "blank": True, "default": "", "editable": False} | kwargs
        )

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"source": self.source}

    def pre_save(self, instance, add):
        phone = getattr(instance, self.source)
        value = _index(phone) if phone else ""
        setattr(instance, self.attname, value)
        return value


def _index(phone):
    try:
        return blind_index(phone)
    except ValidationError:
        raise ValueError("a phone number must be normalised before it is stored") from None
