"""Behind the counter: staff answer, the operator decides appeals, and after the release the shop may be kind."""

import pytest
from django.test import Client

from orders import fulfilment
from orders.aftersale import answering, asking, proposing
from shops.models import Shop, Staff
from tests.orders.aftersale.conftest import causes, now, order_of, state


@pytest.fixture
def staff(world):
    return behind_the_counter(world.wen)


@pytest.fixture
def operator(world):
    world.chen.is_superuser = True
    return behind_the_counter(world.chen)


def behind_the_counter(person):
    person.is_staff = True
    person.save()
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


def page(aftersale):
    return f"/admin/orders/aftersale/{aftersale.pk}/change/"


def test_staff_approve(staff, counter, world):
    aftersale = counter.asked(words="茶叶受潮")
    assert "茶叶受潮" in staff.get(page(aftersale)).content.decode()
    staff.post(page(aftersale), {"answer": "approve", "at_fault": "on"})
    assert (state(aftersale), now(aftersale).decided_by) == ("refunded", world.wen)
    assert [fen for _, fen in causes(order_of(aftersale))] == [18800]


def test_staff_reject_with_words(staff, counter):
    aftersale = counter.asked()
    answer = staff.post(page(aftersale), {"answer": "reject", "why_not": " "})
    assert answer.status_code == 200 and answer.context["errors"]
    staff.post(page(aftersale), {"answer": "reject", "why_not": "完好无损"})
    assert (state(aftersale), now(aftersale).rejection) == ("rejected", "完好无损")


def test_staff_receive_what_was_sent_back(staff, counter, world):
    aftersale = counter.returned()
    staff.post(page(aftersale), {"answer": "approve"})
    assert 'name="answer"' not in staff.get(page(aftersale)).content.decode()
    asking.post_back(aftersale.pk, carrier="SF", tracking_number="SF99887766554")
    assert "SF99887766554" in staff.get(page(aftersale)).content.decode()
    staff.post(page(aftersale), {"answer": "receive"})
    assert state(aftersale) == "refunded"


def test_an_answer_that_comes_too_late_is_told(staff, counter, monkeypatch):
    aftersale = counter.asked()
    staff.get(page(aftersale))
    asking.withdraw(aftersale.pk)
    answer = staff.post(page(aftersale), {"answer": "approve"}, follow=True)
    assert state(aftersale) == "withdrawn"
    assert answer.status_code in {200, 403}


def test_an_appeal_is_the_operators_to_decide(staff, operator, counter, world):
    aftersale = counter.asked()
    answering.reject(aftersale.pk, by=world.wen, words="不")
    asking.appeal(aftersale.pk, words="有照片")
    assert 'name="answer"' not in staff.get(page(aftersale)).content.decode()
    staff.post(page(aftersale), {"answer": "approve"})
    assert state(aftersale) == "appealed"
    operator.post(page(aftersale), {"answer": "dismiss", "why_not": "证据不足"})
    assert (state(aftersale), now(aftersale).verdict) == ("rejected", "证据不足")


def test_staff_read_which_program_has_answered(staff, counter):
    aftersale = counter.returned()
    answering.approve(aftersale.pk, by=None, program="Tea ERP")
    assert "Tea ERP" in staff.get(page(aftersale)).content.decode()


def test_staff_of_another_shop_find_nothing(counter, world):
    aftersale = counter.asked()
    Staff.objects.create(shop=Shop.objects.create(code="other", name="别家"), user=world.lin, role="owner")
    other = behind_the_counter(world.lin)
    assert aftersale.number not in other.get("/admin/orders/aftersale/").content.decode()
    assert other.get(page(aftersale)).status_code == 302
    other.post(page(aftersale), {"answer": "approve"})
    assert state(aftersale) == "requested"


def test_a_givers_proposal_is_not_the_shops_to_see(staff, counter):
    aftersale = proposing.propose(counter.gift().order_id, kind="refund", reason="wrong")
    assert aftersale.number not in staff.get("/admin/orders/aftersale/").content.decode()


def test_the_list_asks_the_same_number_of_queries_however_long(staff, counter, django_assert_max_num_queries):
    for count in [1, 3]:
        for _ in range(count):
            counter.asked()
        with django_assert_max_num_queries(9):
            staff.get("/admin/orders/aftersale/?state__exact=requested")


def test_after_the_release_staff_give_money_back_from_the_orders_page(staff, counter):
    order = counter.completed()
    path = f"/admin/orders/order/{order.pk}/change/"
    assert 'name="goods_fen"' not in staff.get(path).content.decode()
    fulfilment.release([order.pk])
    assert 'name="goods_fen"' in staff.get(path).content.decode()
    staff.post(path, {"goods_fen": "12.50"})
    assert causes(order) == [("goodwill-1", 1250)]
    staff.post(path, {"goods_fen": "176.00"})
    assert causes(order) == [("goodwill-1", 1250)]
