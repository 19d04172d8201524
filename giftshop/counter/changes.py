"""What a change replaced, in words, kept in Django's own log of the admin: who, when, what, before and after."""

from django.db.models import Model
from django.forms import ModelChoiceField
from django.utils.translation import gettext as _

from giftshop.counter.rates import PercentField
from giftshop.money import percent

LONGEST = 120  # characters of a value that are kept


def words_of(form, formsets, *, add, unrecorded=()):
    """As LogEntry keeps it: a list of what was added or changed, each change as “label: before → after”."""
    if add:
        return [{"added": {}}]
    told = []
    if form.changed_data:
        told.append({"changed": {"fields": _changes(form, unrecorded)}})
    for formset in formsets or ():
        for row in formset.new_objects:
            told.append({"added": _names(row)})
        for row, _changed in formset.changed_objects:
            its_form = next(one for one in formset.initial_forms if one.instance == row)
            told.append({"changed": _names(row) | {"fields": _changes(its_form, unrecorded)}})
    return told


def _names(row):
    return {"name": str(row._meta.verbose_name), "object": str(row)}


def _changes(form, unrecorded):
    return [_change(form, name, recorded=name not in unrecorded) for name in form.changed_data]


def _change(form, name, *, recorded):
    field = form.fields[name]
    label = str(field.label or name)
    if not recorded:
        return label
    before, after = form.get_initial_for_field(field, name), form.cleaned_data.get(name)
    return f"{label}: {_shown(field, before)} → {_shown(field, after)}"


def _shown(field, value):
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, Model):
        return str(value)
    if value in (None, "", []):
        return "–"
    if isinstance(field, PercentField):
        value = percent(value)
    elif isinstance(field, ModelChoiceField):
        value = field.queryset.filter(pk=value).first() or value
    elif isinstance(value, list | tuple):
        value = ", ".join(map(str, value))
    else:
        value = dict(getattr(field, "choices", ())).get(value, value)
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
