from django.contrib.admin import FieldListFilter, RelatedFieldListFilter

from giftshop.counter.base import choices


class RelatedFilter(RelatedFieldListFilter):
    """By what a row belongs to: offers what a form would offer, and nothing if there is only one."""

    def field_choices(self, field, request, model_admin):
        return [(row.pk, str(row)) for row in choices(model_admin.admin_site, field, request)]

    def has_output(self):
        return len(self.lookup_choices) > 1


# Whatever page names a related field among its filters gets this one.
FieldListFilter.register(lambda field: field.remote_field, RelatedFilter, take_priority=True)
