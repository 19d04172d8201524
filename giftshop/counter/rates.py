"""Rates: kept as basis points, typed and read in percent."""

from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

SUFFIX = "_bps"  # how columns of basis points are called


class PercentField(forms.Field):
    """Two decimals at most: `7.55` is 755 basis points."""

    widget = UnfoldAdminTextInputWidget(attrs={"inputmode": "decimal", "maxlength": 6})

    def prepare_value(self, value):
        return f"{value / 100:g}" if isinstance(value, int) else value

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            bps = Decimal(str(value).strip().rstrip("%").rstrip()) * 100
        except InvalidOperation:
            bps = None
        if bps is None or bps != bps.to_integral_value() or not 0 <= bps <= 10_000:
            raise forms.ValidationError(_("Enter a percentage with at most two decimals, such as 8 or 7.5."))
        return int(bps)


def field(column):
    """The form field of a model's column of basis points, within its limits."""
    limits = [limit.limit_value for limit in column.validators if limit.code == "max_value"]
    return PercentField(
        label=_("%(name)s, in percent") % {"name": column.verbose_name},
        help_text=column.help_text,
        required=not column.blank,
        initial=column.get_default(),
        validators=[_within(min(limits))],
    )


def _within(most):
    def check(bps):
        if bps is not None and bps > most:
            raise forms.ValidationError(_("At most %(most)s percent.") % {"most": f"{most / 100:g}"})

    return check
