from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.lines import validate_line


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, *, nickname="", **fields):
        """A person who logs in with `email`, in any case, and is shown to others as `nickname`."""
        if not email:
            raise ValueError("an e-mail address is needed")
        user = self.model(email=self.normalize_email(email), nickname=nickname, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    @classmethod
    def normalize_email(cls, email):
        return (email or "").strip().lower()

    def get_by_natural_key(self, email):
        return self.get(email=self.normalize_email(email))


class User(AbstractUser):
    """A person: giver, recipient, staff. Money rows point here with PROTECT: a row is anonymised, never deleted."""

    username = first_name = last_name = None
    email = models.EmailField(_("e-mail"), blank=True)
    nickname = models.CharField(_("nickname"), max_length=30, blank=True, validators=[validate_line])
    language = models.CharField(
        _("language"), max_length=10, blank=True, choices=[("zh-hans", "简体中文"), ("en", "English")]
    )
    erased_at = models.DateTimeField(_("erased at"), null=True, blank=True, editable=False)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            # Partial, so that PostgreSQL does not take the column for a key: erasing a person then never waits for, nor
            # deadlocks with, the transactions that only point at the row.
            models.UniqueConstraint(
                fields=["email"],
                condition=~Q(email=""),
                name="user_email_once",
                violation_error_message=_("A user with this e-mail address already exists."),
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_in_lower_case"),
            models.CheckConstraint(
                condition=~Q(email="") | Q(erased_at__isnull=False), name="user_without_email_is_erased"
            ),
        ]

    @property
    def name(self):
        """What others see; never the e-mail address."""
        return self.nickname or (_("Someone who left") if self.erased_at else _("A friend"))

    def get_full_name(self):
        return str(self.name)

    get_short_name = __str__ = get_full_name
