"""After-sale of one's own order, from the order's page to the money."""

import pytest
from django.test import Client

from orders.aftersale import answering, asking
from orders.models import AfterSale
from tests.orders.aftersale.conftest import RETURN_TO, make_due, now, order_of, state


@pytest.fixture
def mei(world):
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.mei)
    return client


def path(order, *parts):
    return "/".join([f"/orders/{order.number}/after-sale", *parts])


def text(answer):
    return answer.content.decode()


def test_the_orders_page_leads_to_it(mei, counter, world):
    for order in [counter.to_ship(), counter.shipped()]:
        assert path(order) in text(mei.get(f"/orders/{order.number}/"))
    assert "after-sale" not in text(mei.get(f"/orders/{world.own_order(paid=False).number}/"))


def test_without_one_the_page_leads_to_the_form(mei, counter):
    order = counter.shipped()
    assert mei.get(path(order)).headers["Location"] == path(order, "new")


def test_an_amount_is_typed_in_yuan(mei, counter):
    order = counter.shipped()
    form = text(mei.get(path(order, "new")))
    assert 'value="176.00"' in form and "At most ¥176" in form
    answer = mei.post(
        path(order, "new"),
        {"kind": "return", "reason": "damaged", "goods_fen": "12.50", "words": "盖子裂了"},
    )
    assert answer.headers["Location"] == path(order)
    aftersale = AfterSale.objects.get()
    assert (aftersale.kind, aftersale.goods_fen, aftersale.words) == ("return", 1250, "盖子裂了")
    page = text(mei.get(path(order)))
    assert "¥12.50" in page and "盖子裂了" in page and "Withdraw" in page
    told = text(mei.get(f"/orders/{order.number}/"))
    assert "After-sale: Waiting for the shop" in told and "Granted by itself on" in told


@pytest.mark.parametrize(
    "fields",
    [
        {"goods_fen": "176.01"},
        {"goods_fen": "0"},
        {"goods_fen": "x"},
        {"reason": ""},
        {"kind": "exchange"},
        {"words": "字" * 201},
        {"words": "a\u202eb"},
    ],
)
def test_what_cannot_be_asked_for_stays_on_the_form(mei, counter, fields):
    order = counter.shipped()
    wanted = {"kind": "refund", "reason": "other", "goods_fen": "1"}
    assert mei.post(path(order, "new"), wanted | fields).status_code == 422
    assert not AfterSale.objects.exists()


def test_before_shipping_there_is_neither_amount_nor_kind_to_choose(mei, counter):
    order = counter.to_ship()
    form = text(mei.get(path(order, "new")))
    assert 'name="goods_fen"' not in form and 'name="kind"' not in form
    mei.post(path(order, "new"), {"reason": "not_wanted"})
    assert AfterSale.objects.get().amount_fen == 18800


def test_a_second_one_is_refused_with_a_page(mei, counter):
    order = order_of(counter.asked())
    for answer in [mei.get(path(order, "new")), mei.post(path(order, "new"), {"reason": "other"})]:
        assert answer.status_code == 409
        assert "There is a request already" in text(answer)


def test_the_way_of_a_return(mei, counter, world):
    aftersale = counter.returned()
    order = order_of(aftersale)
    assert RETURN_TO not in text(mei.get(path(order)))
    answering.approve(aftersale.pk, by=world.wen)
    assert RETURN_TO in text(mei.get(path(order)))
    assert RETURN_TO in text(mei.get(path(order, "parcel")))
    assert mei.post(path(order, "parcel"), {"carrier": "SF", "tracking_number": "?"}).status_code == 422
    mei.post(path(order, "parcel"), {"carrier": "SF", "tracking_number": "SF99887766554"})
    page = text(mei.get(path(order)))
    assert "SF99887766554" in page and "Withdraw" not in page
    assert mei.get(path(order, "parcel")).status_code == 404
    answering.receive(aftersale.pk, by=world.wen)
    assert "the money goes back" in text(mei.get(path(order)))
    assert "Everything for the goods was given back" in text(mei.get(f"/orders/{order.number}/"))


def test_withdrawing_and_asking_for_something_else(mei, counter):
    aftersale = counter.asked()
    order = order_of(aftersale)
    assert mei.get(path(order, "withdrawal")).status_code == 405
    mei.post(path(order, "withdrawal"))
    assert state(aftersale) == "withdrawn"
    assert path(order, "new") in text(mei.get(path(order)))
    assert mei.post(path(order, "withdrawal")).status_code == 404


def test_an_appeal(mei, counter, world):
    aftersale = counter.asked()
    order = order_of(aftersale)
    assert mei.get(path(order, "appeal")).status_code == 404
    answering.reject(aftersale.pk, by=world.wen, words="签收时完好")
    assert path(order, "appeal") in text(mei.get(path(order)))
    assert "签收时完好" in text(mei.get(path(order, "appeal")))
    assert mei.post(path(order, "appeal"), {"words": ""}).status_code == 422
    mei.post(path(order, "appeal"), {"words": "有照片"})
    assert (state(aftersale), now(aftersale).appeal) == ("appealed", "有照片")
    answering.dismiss(aftersale.pk, by=world.chen, words="照片看不清")
    page = text(mei.get(path(order)))
    assert "照片看不清" in page and path(order, "appeal") not in page


def test_an_appeal_that_comes_too_late_is_refused_with_a_page(mei, counter, world):
    aftersale = counter.asked()
    answering.reject(aftersale.pk, by=world.wen, words="不")
    make_due(aftersale)
    answer = mei.post(path(order_of(aftersale), "appeal"), {"words": "有照片"})
    assert answer.status_code == 409 and "run out" in text(answer)


def test_it_is_nobody_elses(counter, world):
    order = order_of(counter.asked())
    stranger = Client()
    stranger.force_login(world.bo)
    for part in [(), ("new",), ("appeal",), ("parcel",)]:
        assert stranger.get(path(order, *part)).status_code == 404
        assert Client().get(path(order, *part)).status_code == 302
    assert stranger.post(path(order, "withdrawal")).status_code == 404


def test_a_gifts_order_has_no_such_page(mei, counter):
    assert mei.get(path(counter.gift().order)).status_code == 404


def test_the_page_asks_the_same_number_of_queries_however_many_there_were(
    mei, counter, django_assert_num_queries
):
    order = order_of(counter.asked(goods_fen=1))
    for _ in range(3):
        with django_assert_num_queries(5):  # session, person, order, line, after-sales
            mei.get(path(order))
        asking.withdraw(order.aftersales.open().get().pk)
        counter.asked(order, goods_fen=1)
