"""The list of orders is the shop's queue, and finds what staff look for."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from giftshop.clock import db_now
from orders import fulfilment
from orders.models import Order
from shops.models import Shop, Staff
from tests.orders.counter.conftest import due_in

LIST = "/admin/orders/order/"


def listed(client, **query):
    answer = client.get(LIST, query)
    assert answer.status_code == 200, answer
    return [order.number for order in answer.context["cl"].result_list]


@pytest.fixture
def three(world):
    """Due in 30 hours, two hours ago, and shipped."""
    later, over, shipped = (world.own_order() for _ in range(3))
    due_in(later, 30)
    due_in(over, -2)
    fulfilment.ship(shipped.pk, carrier="SF", tracking_number="SF9990001112223")
    return later, over, shipped


def test_what_is_to_be_shipped_comes_first_and_the_soonest_due_before_the_rest(owner, three, world):
    later, over, shipped = three
    newest = world.own_order(paid=False)
    assert listed(owner) == [order.number for order in (over, later, newest, shipped)]


def test_the_operator_who_packs_nothing_sees_the_newest_first(operator, three):
    assert listed(operator) == [order.number for order in reversed(three)]


def test_an_overdue_order_says_so(owner, three):
    text = owner.get(LIST).text
    assert text.count("due--over") == 1


@pytest.mark.parametrize(
    ("due", "which"), [("over", [1]), ("soon", []), ("nonsense", [1, 0, 2]), ("", [1, 0, 2])]
)
def test_by_when_it_is_due(owner, three, due, which):
    assert listed(owner, due=due) == [three[at].number for at in which]


def test_by_state_and_by_kind(owner, three, world):
    gift = world.accepted_gift().order
    assert listed(owner, state__exact="shipped") == [three[2].number]
    assert listed(owner, kind__exact="gift") == [gift.number]


def test_by_the_days_on_which_they_were_placed(owner, three):
    later, over, shipped = three
    Order.objects.filter(pk=over.pk).update(placed_at=db_now() - timedelta(days=9))
    today = localdate(db_now())
    assert listed(owner, placed_at_from=today, placed_at_to=today) == [later.number, shipped.number]
    assert listed(owner, placed_at_to=today - timedelta(days=1)) == [over.number]
    assert len(listed(owner, placed_at_from="yesterday", placed_at_to="9999-12-31")) == 3


def test_by_product(owner, three, world):
    other = world.product("puer", "普洱", [("饼", 9900)])
    assert len(listed(owner, lines__variant__product__id__exact=world.tea.pk)) == 3
    assert listed(owner, lines__variant__product__id__exact=other.pk) == []


def test_a_product_of_another_shop_is_neither_offered_nor_named(stranger, three, world):
    asked = {"app_label": "shops", "model_name": "variant", "field_name": "product", "term": "龙井"}
    assert stranger.get("/admin/autocomplete/", asked).json()["results"] == []
    answer = stranger.get(LIST, {"lines__variant__product__id__exact": world.tea.pk})
    assert world.tea.title not in answer.text


def test_only_who_has_several_shops_chooses_among_them(owner, three, world):
    assert "shop__id__exact" not in owner.get(LIST).text
    second = Shop.objects.create(code="second", name="二店")
    Shop.objects.create(code="third", name="无关")
    Staff.objects.create(shop=second, user=world.wen, role="clerk")
    text = owner.get(LIST).text
    assert "shop__id__exact" in text and "二店" in text and "无关" not in text
    assert listed(owner, shop__id__exact=second.pk) == []
    assert len(listed(owner, shop__id__exact=world.shop.pk)) == 3


@pytest.mark.parametrize("text", ["SF9990001112223", "sf 9990 0011 12223", "{number}", "{number} "], ids=str)
def test_an_order_is_found_by_its_number_and_by_its_parcels(owner, three, text):
    assert listed(owner, q=text.format(number=three[2].number.lower())) == [three[2].number]


@pytest.mark.parametrize("text", ["13912345678", "139 1234 5678", "+86 139-1234-5678"])
def test_an_order_is_found_by_the_phone_of_its_parcel(owner, three, text):
    delivery = three[0].delivery
    delivery.phone = "+8613912345678"
    delivery.save()
    assert listed(owner, q=text) == [three[0].number]


def test_a_phone_that_the_shop_may_not_know_yet_finds_nothing(owner, world):
    world.own_order(paid=False)
    assert listed(owner, q="13800138000") == []


@pytest.mark.parametrize("text", ["138", "龙井", "%", "' OR 1=1", "1" * 400, "+86"])
def test_what_means_nothing_finds_nothing(owner, three, text):
    assert listed(owner, q=text) == []


@pytest.mark.parametrize(
    "query",
    [
        "shop__id__exact=x",
        "shop__id__exact=99999999999999999999",
        "lines__variant__product__id__exact=x",
        "lines__variant__product__id__exact=99999999999999999999",
        "placed_at_from=x",
        "o=99",
        "p=x",
    ],
)
def test_what_makes_no_sense_breaks_nothing(owner, three, query):
    assert owner.get(f"{LIST}?{query}").status_code in {200, 302}


@pytest.mark.parametrize("query", ["due=%00", "state__exact=%00", "q=a%00", "shop__id__exact=%00"])
def test_an_address_with_a_nul_is_refused(owner, query):
    assert owner.get(f"{LIST}?{query}").status_code == 400


def test_the_person_is_masked_and_no_amount_is_in_the_list(clerk, three):
    text = clerk.get(LIST).text
    assert "王*" in text
    assert not any(word in text for word in ["王小波", "13800138000", "文三路", "¥"])


def test_another_shops_orders_are_found_by_nothing(stranger, three):
    for text in [three[2].number, "SF9990001112223", "13800138000"]:
        assert listed(stranger, q=text) == []


def test_the_list_and_the_search_ask_the_same_number_of_queries_however_long(owner, world):
    def asked(**query):
        with CaptureQueriesContext(connection) as queries:
            listed(owner, **query)
        return len(queries)

    fulfilment.ship(world.own_order().pk, carrier="SF", tracking_number="SF9990001112223")
    world.accepted_gift()
    few = asked(), asked(q="13800138000")
    for _ in range(3):
        world.own_order()
        world.accepted_gift()
    assert (asked(), asked(q="13800138000")) == few
    assert max(few) <= 9


def test_the_queue_is_served_by_the_shops_index(world):
    world.own_order()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
    from orders.models.querying import SHIP_NEXT

    rows = Order.objects.filter(shop__in=[world.shop.pk]).order_by(SHIP_NEXT.asc(), "-pk")[:50]
    plan = rows.explain()
    assert "order_to_ship_next" in plan and "Sort" not in plan
