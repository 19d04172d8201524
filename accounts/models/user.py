from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.lines import validate_line

SHADES = 8  # colours of initials, see static/css/avatar.css


class Topic(models.TextChoices):
    """What a notice is about; e-mails on a topic are switched off together."""

    GIFTS = "gifts", _("Gifts")
    ORDERS = "orders", _("Orders")
    MONEY = "money", _("Money")
    SHOP = "shop", _("My shop")  # asked only of those who work in one


class UserManager(BaseUserManager):
    def create_user(self, email, password=None, *, nickname="", **fields):
        """A person who logs in with `email`, in any case, and is shown to others as `nickname`."""
        if not email:
            raise ValueError("an e-mail address is needed")
        user = self.model(email=self.normalize_email(email), nickname=nickname, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_external(self, *, nickname=""):
        """A person whom a partner's program vouches for, without an e-mail address, so without a login."""
        user = self.model(nickname=nickname, is_external=True)
        user.set_unusable_password()
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
    avatar = models.ImageField(
        _("picture"), upload_to="avatars", max_length=60, blank=True, editable=False
    )  # see accounts.avatars
    mail_off = ArrayField(
        models.CharField(max_length=10, choices=Topic),
        verbose_name=_("no e-mails about"),
        default=list,
        blank=True,
    )
    is_external = models.BooleanField(_("customer of a partner"), default=False, editable=False)
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
                condition=Q(mail_off__contained_by=["gifts", "orders", "money", "shop"]),
                name="user_mail_topics_known",
            ),
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(avatar=""), name="user_erased_has_no_picture"
            ),
            models.CheckConstraint(
                condition=~Q(email="") | Q(erased_at__isnull=False) | Q(is_external=True),
                name="user_without_email_cannot_log_in",
            ),
        ]

    @property
    def name(self):
        """What others see; never the e-mail address."""
        return self.nickname or (_("Someone who left") if self.erased_at else _("A friend"))

    @property
    def initial(self):
        """What stands in for a picture."""
        return str(self.name)[:1].upper()

    @property
    def shade(self):
        return self.pk % SHADES

    def mute(self, topic):
        """No more e-mails on `topic`, a Topic; muting twice, or somebody who has left, changes nothing."""
        wanting = User.objects.filter(pk=self.pk, erased_at__isnull=True).exclude(mail_off__contains=[topic])
        wanting.update(mail_off=Func(F("mail_off"), Value(topic), function="array_append"))

    def get_full_name(self):
        return str(self.name)

    get_short_name = __str__ = get_full_name
