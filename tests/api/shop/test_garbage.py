"""Whatever a program sends about its shop, it is answered with a problem and never with a 500."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.api.test_garbage import NASTY, VALUES, lively

NAMES = ["title", "handle", "description", "category", "option_names", "occasions", "on_shelf", "variants"]
NAMES += ["option_values", "sku", "price_fen", "compare_at_fen", "stock", "picture", "data", "alt", "shown"]
NAMES += ["position", "items", "open", "closed_words", "refuses_provinces", "freight_fen"]
ITEMS = st.dictionaries(
    st.sampled_from(["variant", "sku", "stock", "change", "expected", "price_fen"]), VALUES | NASTY
)
BODIES = VALUES | st.dictionaries(
    st.sampled_from(NAMES), VALUES | NASTY | st.lists(NASTY, max_size=3) | st.lists(ITEMS, max_size=3)
)


@pytest.fixture
def generous(settings, tmp_path):
    settings.API_RATE = "100000/m"
    settings.MEDIA_ROOT = tmp_path


@lively
@given(body=BODIES)
def test_no_body_breaks_anything(world, erp, generous, body):
    tea, tin = world.tea, world.variant()
    for path in ("", f"/products/{tea.pk}", f"/variants/{tin.pk}"):
        assert erp.patch(f"/shop{path}", body).status_code < 500
    posts = ["products", f"products/{tea.pk}/variants", f"products/{tea.pk}/pictures"]
    for path in [*posts, "stock-updates", "price-updates"]:
        assert erp.post(f"/shop/{path}", body).status_code < 500


@lively
@given(
    name=st.sampled_from(["handle", "sku", "category", "updated_after", "on_shelf", "q"]),
    value=st.text() | NASTY.map(str),
)
def test_no_parameter_breaks_anything(world, api, erp, generous, name, value):
    for client, path in (
        (erp, "/shop/products"),
        (erp, "/shop/variants"),
        (api, "/products"),
        (api, "/shops"),
    ):
        assert client.get(path, {name: value}).status_code in {200, 422}
