from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """`{{ form }}` and `{{ form.name.as_field_group }}` come as WeUI cells."""

    form_template_name = "forms/form.html"
    field_template_name = "forms/field.html"
