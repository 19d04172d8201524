"""A new product typed by hand: what can be made up is not asked for."""

import pytest
from django.urls import reverse

from shops.models import Product
from tests.shops.test_behind_the_counter import form_of, own, url  # noqa: F401

pytestmark = pytest.mark.django_db

ADD = reverse("admin:shops_product_add")


@pytest.fixture
def add(client, own):  # noqa: F811
    """`add(**fields)` posts the form with one variant; the product, or the form's errors."""

    def add(**fields):
        data = {"shop": own.shop.pk, "title": "洋槐蜂蜜", "on_shelf": "on"}
        data |= {f"{rows}-INITIAL_FORMS": 0 for rows in ("variants", "pictures")}
        data |= {"variants-TOTAL_FORMS": 1, "pictures-TOTAL_FORMS": 0}
        data |= {"variants-0-price_fen": "68", "variants-0-stock": "20", "variants-0-position": "1"}
        answer = client.post(ADD, data | fields)
        if answer.status_code == 302:
            return Product.objects.latest("pk")
        context = answer.context
        return [*context["adminform"].form.errors, *context["inline_admin_formsets"][0].formset.errors]

    return add


def test_a_product_without_a_handle_gets_one(add):
    product = add()
    assert len(product.handle) == 12 and product.handle == product.handle.lower()
    assert add(handle="acacia").handle == "acacia"


def test_options_are_words_with_commas_of_either_kind(add):
    product = add(option_names="规格，颜色", **{"variants-0-option_values": "500 克, 金"})
    assert product.option_names == ["规格", "颜色"]
    variant = product.variants.get()
    assert (variant.option_values, variant.name) == (["500 克", "金"], "500 克 / 金")


def test_a_name_that_is_typed_stays(add):
    product = add(option_names="规格", **{"variants-0-option_values": "500 克", "variants-0-name": "大罐"})
    assert product.variants.get().name == "大罐"


def test_occasions_are_ticked(add):
    assert add(occasions=["birthday", "thanks"]).occasions == ["birthday", "thanks"]
    assert "occasions" in add(occasions=["doomsday"])


def test_a_fourth_option_is_refused(add):
    assert "option_names" in add(option_names="a,b,c,d")


def test_a_word_with_a_comma_in_it_outlives_another_change(client, add):
    product = add(option_names="规格", **{"variants-0-option_values": "500 克"})
    variant = product.variants.get()
    variant.option_values = ["红色，大号"]
    variant.save()
    data = form_of(client, product) | {"title": "洋槐蜜"}
    assert client.post(url(product), data).status_code == 302
    product.refresh_from_db()
    assert (product.title, product.variants.get().option_values) == ("洋槐蜜", ["红色，大号"])


def test_a_value_may_be_as_long_as_an_imported_one(add):
    product = add(option_names="规格", **{"variants-0-option_values": "长" * 100})
    assert product.variants.get().option_values == ["长" * 100]
