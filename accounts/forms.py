from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts import avatars, phones
from accounts.lines import validate_line
from accounts.models import Address, Topic, User
from accounts.provinces import PROVINCES
from accounts.regions import pasted
from accounts.regions.fitting import fit


class SignupForm(AllauthSignupForm):
    nickname = forms.CharField(
        label=_("Nickname"),
        max_length=30,
        validators=[validate_line],
        help_text=_("This is how friends see you when you give or receive."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    field_order = ["email", "nickname", "password1"]

    def custom_signup(self, request, user):
        user.nickname = self.cleaned_data["nickname"]
        user.save(update_fields=["nickname"])


def code_field():
    """Of an app, or a recovery code: digits both."""
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 12}
    return forms.CharField(label=_("Code"), widget=forms.TextInput(attrs=attributes))


class ActivationForm(ActivateTOTPForm):
    code = code_field()


class SecondFactorForm(AuthenticateForm):
    code = code_field()


class SecondFactorAgainForm(ReauthenticateForm):
    code = code_field()


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["nickname", "language"]
        widgets = {"nickname": forms.TextInput(attrs={"autocomplete": "nickname"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["nickname"].required = True
        self.fields["language"].choices = [("", _("As the browser says")), *User.language.field.choices]


class AvatarForm(forms.Form):
    picture = forms.FileField(
        label=_("Picture"),
        max_length=200,
        help_text=_("JPEG, PNG or WebP. A square is cut from the middle; place and camera are not kept."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )

    def clean_picture(self):
        picture = self.cleaned_data["picture"]
        if picture.size > avatars.MAX_BYTES:
            megabytes = avatars.MAX_BYTES // 1024 // 1024
            raise forms.ValidationError(_("Please choose a file of at most %d MB.") % megabytes, code="size")
        return picture


class MailForm(forms.Form):
    """What a person wants to hear of by e-mail."""

    topics = forms.MultipleChoiceField(
        label=_("Send me e-mails about"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, user, *args, **kwargs):
        self.user, self.asked = user, [topic for topic in Topic if topic != Topic.SHOP or user.is_staff]
        wanted = [topic.value for topic in self.asked if topic not in user.mail_off]
        super().__init__(*args, initial={"topics": wanted}, **kwargs)
        self.fields["topics"].choices = [(topic.value, topic.label) for topic in self.asked]

    def save(self):
        kept = [topic for topic in self.user.mail_off if topic not in self.asked]
        off = [topic.value for topic in self.asked if topic not in self.cleaned_data["topics"]]
        self.user.mail_off = off + kept
        self.user.save(update_fields=["mail_off"])


class AddressForm(forms.Form):
    """Where a parcel goes: for the address book, one's own order and accepting a gift. Phones come out as E.164.

    Sent with the button `recognise`, the form comes back unbound, filled with what was read in the text `pasted`:
    nothing is checked or kept before the person has looked it over.
    """

    template_name = "forms/address.html"
    PLACE = ("consignee", "phone", "province", "city", "district", "detail")

    consignee = forms.CharField(
        label=_("Name"),
        max_length=30,
        validators=[validate_line],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=24,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
    )
    province = forms.ChoiceField(
        label=pgettext_lazy("address", "Province"),
        choices=[("", _("Please choose")), *((name, name) for name in PROVINCES)],
        widget=forms.Select(attrs={"autocomplete": "address-level1"}),
    )
    city = forms.CharField(
        label=pgettext_lazy("address", "City"),
        max_length=40,
        validators=[validate_line],
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
    )
    district = forms.CharField(
        label=pgettext_lazy("address", "District"),
        max_length=40,
        required=False,
        validators=[validate_line],
        widget=forms.TextInput(attrs={"autocomplete": "address-level3"}),
    )
    detail = forms.CharField(
        label=_("Street and house number"),
        max_length=200,
        validators=[validate_line],
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )

    def __init__(self, data=None, *args, initial=None, **kwargs):
        self.pasted = None
        if data is not None and "recognise" in data:
            self.pasted = pasted.read(data.get("pasted", ""))
            typed = {name: data[name] for name in self.base_fields if name in data}
            initial, data = (initial or {}) | typed | {"saved": ""} | self.pasted.fields(), None
        super().__init__(data, *args, initial=initial, **kwargs)

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        return phones.normalise(phone) if phone else phone

    def clean(self):
        place = super().clean()
        if place.get("province") and place.get("city") and not place.get("saved"):
            place["city"], place["district"] = fit(
                place["province"], place["city"], place.get("district", "")
            )
        return place

    def address(self):
        """What was typed, as an address that is not saved."""
        return Address(**{name: self.cleaned_data[name] for name in self.PLACE})

    @property
    def place_begins(self):
        """The first field of the address, where the template puts all of it."""
        return "saved" if "saved" in self.fields else self.PLACE[0]


class SavedAddressForm(AddressForm):
    """A parcel goes to one of `user`'s saved addresses, or to a new one typed here; a guest has no saved ones."""

    saved = forms.ModelChoiceField(
        None,
        required=False,
        blank=True,
        label=_("Deliver to"),
        empty_label=_("Another address"),
        widget=forms.RadioSelect,
    )
    use_required_attribute = False
    field_order = ["saved"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        saved = Address.objects.filter(user=user)
        if user and saved:
            self.fields["saved"].queryset = saved
            self.initial.setdefault("saved", saved[0].pk)
        else:
            del self.fields["saved"]

    def full_clean(self):
        """A saved address answers for the fields of a new one."""
        if self.is_bound and "saved" in self.fields and self.data.get("saved"):
            for name in self.PLACE:
                self.fields[name].required = False
        super().full_clean()

    def chosen_address(self):
        return self.cleaned_data.get("saved") or self.address()


class BookForm(AddressForm):
    """One entry of the address book."""

    is_default = forms.BooleanField(label=_("Use by default"), required=False)

    def keep(self, address: Address):
        for name, value in self.cleaned_data.items():
            setattr(address, name, value)
        address.keep()


class PasswordForm(forms.Form):
    """The person at the browser says who they are once more."""

    password = forms.CharField(
        label=_("Your password"),
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        if not self.user.check_password(self.cleaned_data["password"]):
            raise forms.ValidationError(_("This is not your password."), code="password")
        return self.cleaned_data["password"]
