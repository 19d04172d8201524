from django import forms


class Name(forms.Form):
    name = forms.CharField(help_text="As on the parcel")
    shop = forms.CharField(widget=forms.HiddenInput)
    agree = forms.BooleanField(label="I agree")


def test_a_field_is_tied_to_its_label_its_help_and_its_error():
    html = str(Name({"shop": "1"}))
    assert '<label for="id_name">' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html and 'id="id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_hidden_field_comes_along_unseen():
    html = str(Name())
    assert html.count('class="field') == 2
    assert '<input type="hidden" name="shop"' in html


def test_a_box_to_tick_stands_in_its_label():
    assert '<label for="id_agree"><input type="checkbox"' in str(Name())
