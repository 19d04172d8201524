import pytest

from orders import fulfilment
from orders.aftersale import answering, asking, proposing
from orders.models import AfterSale, Order
from payments.models import Refund
from shops.models import Shop
from tests.api.counting import queries
from tests.api.shop_side import other_shop


@pytest.fixture
def erp(world, api, application):
    return api.by(application(shop=world.shop))


@pytest.fixture
def asked(world):
    def asked(kind="refund"):
        Shop.objects.update(aftersale_address="龙井路 1 号")
        order = world.own_order()
        fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1234567890")
        wanted = {"kind": kind, "reason": "damaged", "words": "壶嘴缺了一角"}
        return asking.request(order.pk, by=world.mei, **wanted)

    return asked


def path(aftersale, answer=""):
    return f"/shop/after-sales/{aftersale.number}{answer}"


def test_a_shop_sees_what_it_was_asked(world, erp, asked):
    first, second = asked(), asked("return")
    answer = erp.get("/shop/after-sales")
    assert [item["number"] for item in answer.json()["items"]] == [second.number, first.number]
    assert "壶嘴" not in answer.content.decode()
    seen = erp.get(path(first)).json()
    assert (seen["state"], seen["words"], seen["amount_fen"]) == ("requested", "壶嘴缺了一角", 8800)
    assert seen["order"] == first.order.number
    assert erp.get("/shop/after-sales", {"state": "closed"}).json()["items"] == []


def test_a_givers_proposal_is_not_the_shops_to_see(world, erp):
    gift = world.accepted_gift()
    Order.objects.update(locked_until=None)
    fulfilment.ship(gift.order_id, carrier="SF", tracking_number="SF1234567890")
    proposal = proposing.propose(gift.order_id, kind="refund", reason="damaged")
    assert erp.get("/shop/after-sales").json()["items"] == []
    assert erp.get(path(proposal)).status_code == 404
    assert erp.post(path(proposal, "/approval"), {}).status_code == 404


def test_a_program_says_yes_and_its_name_is_kept(world, erp, asked):
    aftersale = asked()
    seen = erp.post(path(aftersale, "/approval"), {"at_fault": True}).json()
    assert (seen["state"], seen["program"], seen["merchant_at_fault"]) == ("refunded", "ERP", True)
    aftersale.refresh_from_db()
    assert (aftersale.decided_by, aftersale.program) == (None, "ERP")
    assert Refund.objects.get().amount_fen == 8800
    assert erp.post(path(aftersale, "/approval"), {}).json()["code"] == "illegal-transition"


def test_a_no_needs_words(world, erp, asked):
    aftersale = asked()
    assert erp.post(path(aftersale, "/rejection"), {}).json()["code"] == "not-valid"
    assert erp.post(path(aftersale, "/rejection"), {"words": " "}).status_code == 422
    seen = erp.post(path(aftersale, "/rejection"), {"words": "完好无损"}).json()
    assert (seen["state"], seen["rejection"], seen["program"]) == ("rejected", "完好无损", "ERP")
    assert not Refund.objects.exists()


def test_goods_that_came_back_are_paid_back(world, erp, asked):
    aftersale = asked("return")
    assert erp.post(path(aftersale, "/receipt")).json()["code"] == "illegal-transition"
    assert erp.post(path(aftersale, "/approval"), {}).json()["state"] == "approved"
    asking.post_back(aftersale.pk, carrier="ZTO", tracking_number="ZTO665544332211")
    seen = erp.get(path(aftersale)).json()
    assert seen["parcel_back"] == {"carrier": "ZTO", "tracking_number": "ZTO665544332211"}
    assert erp.post(path(aftersale, "/receipt")).json()["state"] == "refunded"
    assert Refund.objects.get().amount_fen == 8800


def test_an_appeal_is_not_a_programs_to_decide(world, erp, asked):
    aftersale = asked()
    answering.reject(aftersale.pk, by=world.wen, words="不")
    asking.appeal(aftersale.pk, words="有照片")
    for answer, body in [("/approval", {}), ("/rejection", {"words": "不"}), ("/receipt", None)]:
        assert erp.post(path(aftersale, answer), body).json()["code"] == "illegal-transition"
    aftersale.refresh_from_db()
    assert aftersale.state == "appealed"
    assert not Refund.objects.exists()


def test_what_staff_decide_afterwards_is_theirs(world, erp, asked):
    aftersale = asked("return")
    erp.post(path(aftersale, "/approval"), {})
    asking.post_back(aftersale.pk, carrier="ZTO", tracking_number="ZTO665544332211")
    answering.receive(aftersale.pk, by=world.wen)
    aftersale.refresh_from_db()
    assert (aftersale.decided_by, aftersale.program) == (world.wen, "")


def test_another_shops_partner_finds_nothing(world, api, application, asked):
    aftersale = asked()
    other = api.by(application(shop=other_shop(world)))
    assert other.get("/shop/after-sales").json()["items"] == []
    assert other.get(path(aftersale)).status_code == 404
    for answer, body in [("/approval", {}), ("/rejection", {"words": "不"}), ("/receipt", None)]:
        assert other.post(path(aftersale, answer), body).status_code == 404
    assert AfterSale.objects.get().state == "requested"


def test_a_question_that_is_no_json_truth_is_refused(erp, asked):
    assert erp.post(path(asked(), "/approval"), {"at_fault": "yes"}).status_code == 422


def test_the_list_asks_the_same_number_of_queries_however_long(erp, asked):
    asked()
    queries(erp, "/shop/after-sales")
    few = queries(erp, "/shop/after-sales")
    for _ in range(3):
        asked()
    assert queries(erp, "/shop/after-sales") == few <= 4
