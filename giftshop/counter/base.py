"""The one base of every admin page: the operator alone, unless a subclass says whose rows somebody may see.

What a person may see is said once, by `visible`. Lists, forms, direct addresses, history, actions, exports and what
other forms offer for choice all ask it, so a page that forgets to limit something cannot be written.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from unfold.admin import ModelAdmin, TabularInline

from giftshop.counter import rates
from giftshop.counter.changes import words_of
from giftshop.refusals import Refused


class Limited:
    """For pages and for the rows inside of one. Nothing is deleted: money and orders point at everything."""

    def has_delete_permission(self, request, obj=None):
        return False

    def formfield_for_foreignkey(self, field, request, **options):
        options.setdefault("queryset", choices(self.admin_site, field, request))
        return super().formfield_for_foreignkey(field, request, **options)

    def formfield_for_manytomany(self, field, request, **options):
        options.setdefault("queryset", choices(self.admin_site, field, request))
        return super().formfield_for_manytomany(field, request, **options)


def choices(site, field, request):
    """What a form offers for `field`: the rows that their own page would show, without such a page none."""
    model = field.remote_field.model
    page = site._registry.get(model)
    return page.offered(request) if page else model._default_manager.none()


class Page(Limited, ModelAdmin):
    """A model's pages. The history tells what a change replaced; of the fields in `unrecorded` only that it was one."""

    compressed_fields = True
    list_per_page = 50
    list_filter_submit = True
    touched = unrecorded = ()

    def visible(self, request, rows):
        """Those of `rows` that who asks may see."""
        return rows if request.user.is_superuser else rows.none()

    def get_queryset(self, request):
        return self.visible(request, super().get_queryset(request))

    def formfield_for_dbfield(self, column, request, **options):
        if column.name.endswith(rates.SUFFIX):
            return rates.field(column)
        return super().formfield_for_dbfield(column, request, **options)

    def offered(self, request):
        """Those that other forms offer for choice."""
        rows = self.get_queryset(request)
        return rows if self.has_view_permission(request) else rows.none()

    def has_module_permission(self, request):
        return request.user.is_active and request.user.is_superuser

    def has_view_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def has_add_permission(self, request):
        return self.has_module_permission(request)

    def has_change_permission(self, request, obj=None):
        return self.has_module_permission(request)

    def save_model(self, request, obj, form, change):
        """Only what was changed: a form opened before a sale or a suspension must not write it back."""
        obj.save(update_fields=[*form.changed_data, *self.touched] if change else None)

    def construct_change_message(self, request, form, formsets, add=False):
        return words_of(form, formsets, add=add, unrecorded=self.unrecorded)

    def carry_out(self, request, rows, verb, words):
        """Call `verb` with each of the rows, tell of each that it refuses, and record the others."""
        for row in rows:
            try:
                if not self.has_change_permission(
                    request, row
                ):  # the list also has rows that are only to be seen
                    raise PermissionDenied
                verb(row)
            except Refused as refusal:
                messages.error(request, f"{row}: {refusal.title}")
            else:
                self.log_change(request, row, words)


class ReadOnly:
    """To look at: what changes is changed by verbs."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class Rows(Limited, TabularInline):
    """The rows inside of a page. Who may see the page may see them, who may change it may change them."""

    extra = 0

    @property
    def page(self):
        return self.admin_site._registry[self.parent_model]

    def has_view_permission(self, request, obj=None):
        return self.page.has_view_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return self.page.has_change_permission(request, obj)

    has_add_permission = has_change_permission
