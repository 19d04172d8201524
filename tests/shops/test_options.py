"""A variant is chosen by its options, with and without a script."""

import pytest

from shops.models import Variant
from tests.shops.goods import a_product

pytestmark = pytest.mark.django_db


@pytest.fixture
def scarf():
    product = a_product("scarf", prices=[], option_names=["Colour", "Size"])
    for place, values in enumerate([["Red", "S"], ["Red", "L"], ["Blue", "S"]]):
        Variant.objects.create(
            product=product,
            name=" / ".join(values),
            option_values=values,
            price_fen=9900,
            stock=place,
            position=place,
        )
    return product


def test_each_option_is_a_choice_of_its_own(client, scarf):
    text = client.get(scarf.get_absolute_url()).content.decode()
    assert text.count('name="option1"') == 2
    assert text.count('name="option2"') == 2
    assert scarf.options == [("Colour", ["Red", "Blue"]), ("Size", ["S", "L"])]


def test_the_server_finds_the_variant_of_the_options(client, scarf, world):
    client.force_login(world.mei)
    response = client.get("/send/", {"product": scarf.pk, "option1": "Blue", "option2": "S"})
    assert response.context["variant"].name == "Blue / S"


@pytest.mark.parametrize(
    "said",
    [
        {"option1": "Blue", "option2": "L"},
        {"option1": "Blue"},
        {},
        {"option1": "\0", "option2": "S"},
        {"option2": "S", "option1": "x" * 5000},
    ],
)
def test_a_combination_that_does_not_exist_is_refused(client, scarf, world, said):
    client.force_login(world.mei)
    assert 400 <= client.get("/send/", {"product": scarf.pk} | said).status_code < 500
