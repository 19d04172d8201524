"""What visitors find in a showcase, and what a visit leaves behind."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sharers.models import Attribution, LinkDay, Slot, Visitor
from tests.sharers.showcase.conftest import browser


def page(showcase, client=None):
    return (client or browser()).get(showcase.get_absolute_url())


def test_it_shows_name_words_goods_and_both_prices(showcase):
    showcase.edit(words="只放回购过的")
    answer = page(showcase)
    html = answer.content.decode()
    for words in [
        "小林的购物号",
        "只放回购过的",
        "明前龙井",
        "¥80<",
        '<del class="hint">¥88</del>',
        "Influence",
    ]:
        assert words in html
    assert answer["Cache-Control"] == "no-store"


def test_it_shows_nothing_of_the_person(world, showcase):
    world.lin.avatar = "avatars/secret.jpg"
    world.lin.save()
    html = page(showcase).content.decode()
    assert world.lin.email not in html and "secret" not in html and f">{world.lin.nickname}<" not in html


@pytest.mark.parametrize(
    "close",
    [
        lambda showcase: showcase.edit(shown=False),
        lambda showcase: showcase.take_down(),
        lambda showcase: showcase.promoter.suspend(),
        lambda showcase: showcase.erase(),
    ],
)
def test_closed_it_is_not_found_and_counts_nothing(showcase, close):
    close(showcase)
    assert page(showcase).status_code == 404
    assert browser().get(reverse("sharers:showcase_product", args=[showcase.code, 1])).status_code == 404
    assert not Visitor.objects.exists()


def test_put_back_it_is_found_again(showcase):
    showcase.take_down()
    showcase.put_back()
    assert page(showcase).status_code == 200


def test_what_left_the_shelf_is_gone_at_once_and_comes_back(world, showcase):
    world.tea.put(on_shelf=False)
    assert "明前龙井" not in page(showcase).content.decode()
    tap = reverse("sharers:showcase_product", args=[showcase.code, 1])
    assert browser().get(tap)["Location"] == showcase.get_absolute_url()
    world.tea.put(on_shelf=True)
    assert "明前龙井" in page(showcase).content.decode()
    world.shop.suspend()
    assert "明前龙井" not in page(showcase).content.decode()


def test_a_slot_beyond_ones_influence_is_not_shown(world, showcase):
    Slot.objects.update(position=5)
    assert "明前龙井" not in page(showcase).content.decode()
    type(showcase).objects.update(influence=100)
    assert "明前龙井" in page(showcase).content.decode()


def test_a_visit_is_counted_once_and_the_owners_own_never(world, showcase):
    client = browser()
    page(showcase, client)
    page(showcase, client)
    page(showcase, browser(world.lin))
    day = LinkDay.objects.get()
    assert (day.link, day.visits, day.newcomers) == (showcase.link, 1, 1)


def test_only_a_tap_on_a_product_remembers_the_link(world, showcase):
    client = browser(world.mei)
    page(showcase, client)
    assert not Attribution.objects.exists()
    client.get(reverse("sharers:showcase_product", args=[showcase.code, 1]))
    remembered = Attribution.objects.get()
    assert (remembered.user, remembered.shop, remembered.link) == (world.mei, world.shop, showcase.link)


@pytest.mark.parametrize("position", [2, 0, 99999])
def test_where_nothing_stands_the_way_leads_back(showcase, position):
    answer = browser().get(reverse("sharers:showcase_product", args=[showcase.code, position]))
    assert answer["Location"] == showcase.get_absolute_url()


def test_an_unknown_code_is_not_found(db):
    assert browser().get("/v/ABCDEFGHJKMN/").status_code == 404


def test_sales_are_shown_only_if_the_owner_wants(showcase):
    Slot.objects.update(sold=37)
    assert "37" not in page(showcase).content.decode()
    showcase.edit(shows_sales=True)
    assert "Bought here: 37" in page(showcase).content.decode()


def test_it_costs_the_same_however_much_stands_there(world, showcase):
    client = browser()
    page(showcase, client)
    found = []
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            page(showcase, client)
        found.append(len(queries))
        showcase.place(number + 2, world.product(f"cup{number}", "杯", [("白", 3900)]))
    assert found == [6] * 3  # session, showcase, the clock, the visit that goes on, slots, goods
