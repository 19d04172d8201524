"""Commission is typed in percent and kept in basis points."""

import pytest
from django import forms

from giftshop.counter.rates import PercentField, field
from shops.forms import YuanField
from shops.models import Product, Shop


@pytest.mark.parametrize(
    ("typed", "kept"), [("8", 800), ("7.5", 750), (" 7.55 % ", 755), ("0", 0), ("29", 2900), ("", None)]
)
def test_what_is_typed_in_percent_is_kept_in_basis_points(typed, kept):
    assert PercentField(required=False).clean(typed) == kept


@pytest.mark.parametrize("wrong", ["7.555", "-1", "101", "abc", "NaN", "Infinity", "1e3", "８％"])
def test_anything_else_is_refused(wrong):
    with pytest.raises(forms.ValidationError):
        PercentField().clean(wrong)


def test_it_is_shown_in_percent_and_sent_back_unchanged_is_no_change():
    rate = PercentField()
    assert [rate.prepare_value(bps) for bps in (755, 800, 0, None)] == ["7.55", "8", "0", None]
    assert not rate.has_changed(750, "7.5")
    assert rate.has_changed(750, "7.51")


def test_the_models_limits_hold_and_an_empty_one_stays_empty():
    assert field(Product._meta.get_field("promoter_bps")).clean("") is None
    default = field(Shop._meta.get_field("default_commission_bps"))
    for wrong in ["29.01", ""]:
        with pytest.raises(forms.ValidationError):
            default.clean(wrong)


@pytest.mark.parametrize(("typed", "changed"), [("88.00", False), ("88", False), ("88.01", True), ("", True)])
def test_a_price_that_comes_back_as_it_was_is_no_change_either(typed, changed):
    assert YuanField().has_changed(8800, typed) is changed
