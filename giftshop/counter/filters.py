from operator import itemgetter

from django.contrib.admin import FieldListFilter
from unfold.contrib.filters.admin import RelatedDropdownFilter

from giftshop.counter.base import choices


class RelatedFilter(RelatedDropdownFilter):
    """By what a row belongs to: offers what a form would offer, and nothing if there is only one."""

    def field_choices(self, field, request, model_admin):
        rows = choices(model_admin.admin_site, field, request)
        return sorted(((row.pk, str(row)) for row in rows), key=itemgetter(1))

    def has_output(self):
        return len(self.lookup_choices) > 1


# Whatever page names a related field among its filters gets this one.
FieldListFilter.register(lambda field: field.remote_field, RelatedFilter, take_priority=True)
