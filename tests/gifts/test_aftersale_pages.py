"""After-sale of a gift: the recipient asks and reads no amount, the giver reads amounts and nothing of the parcel."""

from datetime import timedelta

import pytest
from django.test import Client

from gifts.acceptance import accept
from giftshop.clock import db_now
from orders import fulfilment
from orders.aftersale import answering, asking
from orders.models import AfterSale, Order
from shops.models import Shop

TRACKING = "SF1234567890123"
MONEY = ["¥", "8800", "88.00", "96.00", "fen"]


@pytest.fixture
def shipped(world):
    """Accepted by Bo and on its way, in a shop that takes goods back."""
    Shop.objects.filter(pk=world.shop.pk).update(aftersale_address="龙井路 1 号", gift_freight_fen=800)
    gift = world.accepted_gift()
    unlock(gift)
    fulfilment.ship(gift.order_id, carrier="SF", tracking_number=TRACKING)
    return gift


def unlock(gift):
    Order.objects.filter(pk=gift.order_id).update(locked_until=db_now() - timedelta(hours=1))


def browser(person=None):
    client = Client(headers={"accept-language": "en"})
    if person:
        client.force_login(person)
    return client


def text(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def path(gift, *parts):
    return "/".join([f"/g/{gift.code}/parcel/after-sale", *parts])


def test_the_recipient_asks_without_an_amount(world, shipped):
    bo = browser(world.bo)
    assert path(shipped) in text(bo.get(f"/g/{shipped.code}/parcel"))
    form = text(bo.get(path(shipped, "new")))
    assert 'name="goods_fen"' not in form and not any(word in form for word in MONEY)
    bo.post(path(shipped, "new"), {"kind": "return", "reason": "damaged", "words": "碎了", "goods_fen": "1"})
    aftersale = AfterSale.objects.get()
    assert (aftersale.goods_fen, aftersale.freight_fen, aftersale.opened_by) == (8800, 800, world.bo)
    answering.approve(aftersale.pk, by=world.wen)
    for part in [(), ("parcel",)]:
        page = text(bo.get(path(shipped, *part)))
        assert "龙井路 1 号" in page and not any(word in page for word in MONEY)
    bo.post(path(shipped, "parcel"), {"carrier": "SF", "tracking_number": "SF99887766554"})
    answering.receive(aftersale.pk, by=world.wen)
    for page in [text(bo.get(path(shipped))), text(bo.get(f"/g/{shipped.code}/parcel"))]:
        assert not any(word in page for word in MONEY)


def test_the_giver_reads_how_it_stands_and_how_much_but_not_why(world, shipped):
    aftersale = asking.request(shipped.order_id, by=world.bo, kind="return", reason="damaged", words="碎了")
    answering.approve(aftersale.pk, by=world.wen)
    asking.post_back(aftersale.pk, carrier="SF", tracking_number="SF99887766554")
    page = text(browser(world.mei).get(f"/gifts/{shipped.code}/"))
    assert "After-sale: On its way back to the shop" in page and "¥96" in page
    assert "碎了" not in page and "SF99887766554" not in page and "龙井路" not in page
    answering.receive(aftersale.pk, by=world.wen)
    page = text(browser(world.mei).get(f"/gifts/{shipped.code}/"))
    assert "On its way back to you" in page


def test_a_guest_asks_by_the_receipt(world):
    gift, receipt = accept(world.sent_gift().pk, by=None, address=world.address())
    unlock(gift)
    guest = browser()
    guest.get(f"/g/r/{gift.code}-{receipt}")
    guest.post(path(gift, "new"), {"reason": "not_wanted"})
    aftersale = AfterSale.objects.get()
    assert (aftersale.state, aftersale.opened_by) == ("requested", None)
    guest.post(path(gift, "withdrawal"))
    aftersale.refresh_from_db()
    assert aftersale.state == "withdrawn"
    assert browser().get(path(gift)).status_code == 404


def test_a_locked_gift_offers_none_yet(world):
    gift = world.accepted_gift()
    assert path(gift) not in text(browser(world.bo).get(f"/g/{gift.code}/parcel"))
    assert "after-sale" not in text(browser(world.mei).get(f"/gifts/{gift.code}/"))
    assert browser(world.bo).get(path(gift, "new")).status_code == 409


def test_the_giver_proposes_and_the_recipient_agrees_with_one_tap(world, shipped):
    mei, bo = browser(world.mei), browser(world.bo)
    assert "¥88" in text(mei.get(f"/gifts/{shipped.code}/after-sale"))
    assert mei.post(f"/gifts/{shipped.code}/after-sale", {"reason": ""}).status_code == 422
    mei.post(f"/gifts/{shipped.code}/after-sale", {"kind": "return", "reason": "wrong"})
    aftersale = AfterSale.objects.get()
    assert aftersale.state == "proposed"
    assert "has not agreed yet" in text(mei.get(f"/gifts/{shipped.code}/"))
    page = text(bo.get(path(shipped)))
    assert "Agree and ask the shop" in page and not any(word in page for word in MONEY)
    assert mei.post(path(shipped, "confirmation")).headers["Location"] == f"/gifts/{shipped.code}/"
    aftersale.refresh_from_db()
    assert aftersale.state == "proposed"  # not the giver's to confirm
    bo.post(path(shipped, "confirmation"))
    aftersale.refresh_from_db()
    assert (aftersale.state, aftersale.opened_by) == ("requested", world.bo)
    assert bo.post(path(shipped, "confirmation")).status_code == 404


def test_the_giver_takes_a_proposal_back(world, shipped):
    mei = browser(world.mei)
    mei.post(f"/gifts/{shipped.code}/after-sale", {"kind": "refund", "reason": "wrong"})
    assert mei.get(f"/gifts/{shipped.code}/after-sale/withdrawal").status_code == 405
    mei.post(f"/gifts/{shipped.code}/after-sale/withdrawal")
    assert AfterSale.objects.get().state == "withdrawn"
    assert mei.post(f"/gifts/{shipped.code}/after-sale/withdrawal").status_code == 404
    assert f"/gifts/{shipped.code}/after-sale" in text(mei.get(f"/gifts/{shipped.code}/"))


def test_the_giver_does_not_withdraw_what_the_recipient_asked_for(world, shipped):
    asking.request(shipped.order_id, by=world.bo, kind="refund", reason="wrong")
    assert browser(world.mei).post(f"/gifts/{shipped.code}/after-sale/withdrawal").status_code == 404


def test_the_giver_takes_the_money_of_a_gift_that_is_overdue_once_asked(world):
    gift, mei = world.accepted_gift(), browser(world.mei)
    unlock(gift)
    refund = f"/gifts/{gift.code}/refund"
    assert refund not in text(mei.get(f"/gifts/{gift.code}/"))
    assert mei.post(refund).status_code == 409
    Order.objects.update(ship_due_at=db_now() - timedelta(hours=49))
    assert refund in text(mei.get(f"/gifts/{gift.code}/"))
    assert "¥88" in text(mei.get(refund))
    mei.post(refund)
    assert Order.objects.get().state == "refunded"
    assert mei.get(refund).status_code == 409
    page = text(browser(world.bo).get(f"/g/{gift.code}/parcel"))
    assert "The gift has gone back" in page and not any(word in page for word in MONEY)


def test_the_givers_pages_are_the_givers(world, shipped):
    for client in [browser(world.bo), browser(world.lin)]:
        assert client.get(f"/gifts/{shipped.code}/after-sale").status_code == 404
        assert client.post(f"/gifts/{shipped.code}/after-sale/withdrawal").status_code == 404
        assert client.post(f"/gifts/{shipped.code}/refund").status_code == 404
    assert browser(world.lin).get(path(shipped)).status_code == 404
