"""How the lists of orders and after-sales are narrowed. What is offered for choice is what who asks may see."""

import re
from datetime import timedelta

from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import (
    AutocompleteSelectFilter,
    RadioFilter,
    RangeDateFilter,
)
from unfold.contrib.filters.forms import AutocompleteDropdownForm, RangeDateForm
from unfold.utils import parse_date_str

from giftshop.clock import TransactionNow, midnight
from giftshop.counter import base
from orders.aftersale.transitions import WAITING
from orders.models import Line

SOON = timedelta(hours=24)


class ShipDueFilter(RadioFilter):
    title, parameter_name = _("shipping"), "due"

    def lookups(self, request, model_admin):
        return [("over", _("Overdue")), ("soon", _("Due within 24 hours"))]

    def queryset(self, request, rows):
        if self.value() == "over":
            return rows.overdue()
        if self.value() == "soon":
            return rows.filter(
                state="to_ship", ship_due_at__gt=TransactionNow(), ship_due_at__lte=TransactionNow() + SOON
            )
        return rows


class AnswerDueFilter(RadioFilter):
    title, parameter_name = _("time left"), "due"

    def lookups(self, request, model_admin):
        return [("over", _("Overdue")), ("soon", _("Less than 24 hours"))]

    def queryset(self, request, rows):
        if self.value() == "over":
            return rows.due()
        if self.value() == "soon":
            return rows.filter(
                state__in=WAITING, due_at__gt=TransactionNow(), due_at__lte=TransactionNow() + SOON
            )
        return rows


class DaysForm(RangeDateForm):
    def __init__(self, name, **kwargs):
        super().__init__(name, **kwargs)
        for end, words in [("from", _("first day")), ("to", _("last day"))]:
            self.fields[f"{name}_{end}"].widget.attrs["placeholder"] = words


class DaysFilter(RangeDateFilter):
    """From the beginning of a day to the end of another, Beijing time."""

    form_class = DaysForm

    def queryset(self, request, rows):
        first, last = (self._day(end) for end in ["from", "to"])
        if first:
            rows = rows.filter(**{f"{self.field_path}__gte": midnight(first)})
        if last:
            rows = rows.filter(**{f"{self.field_path}__lt": midnight(last + timedelta(days=1))})
        return rows

    def _day(self, end):
        """None for what is no day, or one that no shop has seen."""
        day = parse_date_str(self.used_parameters.get(f"{self.field_path}_{end}") or "")
        return day if day and 2000 <= day.year < 3000 else None


class ScopedForm(AutocompleteDropdownForm):
    """The chosen product is named only to whom its own page would be shown."""

    def __init__(self, request, name, label, choices, field, model_admin, **kwargs):
        super().__init__(request, name, label, choices, field, model_admin, **kwargs)
        self.fields[name].queryset = base.choices(model_admin.admin_site, field, request)


class ProductFilter(AutocompleteSelectFilter):
    form_class = ScopedForm

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = _("product")

    def queryset(self, request, rows):
        if not self.value():
            return rows
        if not re.fullmatch("[0-9]{1,18}", self.value()):
            raise IncorrectLookupParameters
        lines = Line.objects.filter(order=OuterRef("pk"), variant__product=self.value())
        return rows.filter(Exists(lines))
