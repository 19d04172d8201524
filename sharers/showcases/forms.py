from django import forms
from django.utils.translation import gettext_lazy as _

from giftshop.forms import PictureField
from sharers.models import Showcase
from sharers.showcases import pictures

PICTURE = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})


class OpeningForm(forms.ModelForm):
    """A showcase is a promoter's: opening one is agreeing to the terms of promoters."""

    agree = forms.BooleanField(label=_("I agree to the terms above"))

    class Meta:
        model = Showcase
        fields = ["name"]
        labels = {"name": _("Name of the showcase")}


class EditForm(forms.ModelForm):
    avatar = PictureField(
        pictures.FACES,
        label=_("Picture"),
        required=False,
        widget=PICTURE,
        help_text=_("JPEG, PNG or WebP. A square is cut from the middle; place and camera are not kept."),
    )
    no_avatar = forms.BooleanField(label=_("Without the picture"), required=False)
    banner = PictureField(
        pictures.BANNERS,
        label=_("Banner"),
        required=False,
        widget=PICTURE,
        help_text=_("A wide strip is cut from the middle, five to two."),
    )
    no_banner = forms.BooleanField(label=_("Without the banner"), required=False)

    class Meta:
        model = Showcase
        fields = ["name", "words", "avatar", "banner", "shown", "listed", "shows_sales"]
        labels = {
            "name": _("Name of the showcase"),
            "words": _("Words to visitors"),
            "shown": _("Open to visitors"),
            "listed": _("On the boards"),
            "shows_sales": _("Show how often something was bought here"),
        }
        help_texts = {
            "shown": _("Closed, its link leads nowhere and nothing counts by it."),
            "listed": _(
                "Being listed is a choice: everybody sees name, picture and influence there, and friends that it "
                "is yours. You can leave the boards at any time."
            ),
            "shows_sales": _("Only numbers of the last months. What you bought yourself is never shown."),
        }

    field_order = ["name", "words", "avatar", "no_avatar", "banner", "no_banner"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("avatar", "banner"):
            self.fields[name].album = pictures.of(self.fields[name].album, self.instance)
            if not getattr(self.instance, name):
                del self.fields[f"no_{name}"]

    def columns(self):
        """What to write; a new picture goes before the wish to have none."""
        data = {name: self.cleaned_data[name] for name in self.Meta.fields}
        for name in ("avatar", "banner"):
            if self.cleaned_data.get(f"no_{name}") and name not in self.changed_data:
                data[name] = ""
            data[name] = str(data[name] or "")
        return data
