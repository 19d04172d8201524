from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from giftshop.pictures import Album, NotAPicture


class Renderer(TemplatesSetting):
    """`{{ form }}` and `{{ form.name.as_field_group }}` come as WeUI cells."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"


class PictureField(forms.FileField):
    """A picture for an album. Cleaned it is the name of what was drawn and stored; without an upload, as any file's."""

    def __init__(self, album: Album, **options):
        super().__init__(**options)
        self.album = album

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        if not data or upload is initial:
            return upload
        if upload.size > self.album.max_bytes:
            raise forms.ValidationError(_("The picture is too large."))
        try:
            return self.album.keep(upload.read())
        except NotAPicture as problem:
            raise forms.ValidationError(str(problem)) from None
