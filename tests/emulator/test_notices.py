"""What the merchant is told, how often, and in how many wrong ways."""

import json

import pytest

from emulator.notices import LADDER
from tests.emulator.shop import DAY, MINUTE


def test_a_payment_is_told_encrypted_and_signed(shop, letterbox):
    trade = shop.paid(1234)
    assert letterbox.letters == []
    assert shop.wechat.deliver_due() == 1
    headers, sent = letterbox.letters[0]
    body = sent.decode()
    assert trade["transaction_id"] not in body
    said = shop.sdk.callback(headers, body)
    assert said["event_type"] == "TRANSACTION.SUCCESS"
    assert said["resource"] == trade


def test_what_was_answered_is_not_told_again(shop, letterbox):
    shop.paid()
    letterbox.answers = [204]
    shop.wechat.deliver_due()
    shop.wechat.control.advance(3 * DAY)
    assert shop.wechat.deliver_due() == 0


def test_what_was_not_answered_well_is_told_on_a_ladder_and_then_no_more(shop, letterbox):
    shop.paid()
    letterbox.answers = [500] * 20
    assert shop.wechat.deliver_due() == 1
    for step in LADDER:
        shop.wechat.control.advance(step - 2)
        assert shop.wechat.deliver_due() == 0
        shop.wechat.control.advance(2)
        assert shop.wechat.deliver_due() == 1
    shop.wechat.control.advance(3 * DAY)
    assert shop.wechat.deliver_due() == 0
    assert len({json.loads(body)["id"] for _, body in letterbox.letters}) == 1


def test_the_ladder_is_the_real_one():
    hour = 60 * MINUTE
    assert LADDER[:6] == [15, 15, 30, 3 * MINUTE, 10 * MINUTE, 20 * MINUTE]
    assert LADDER[6:] == [30 * MINUTE] * 3 + [hour] + [3 * hour] * 3 + [6 * hour] * 2


def test_a_shop_that_is_away_is_told_when_it_is_back(shop, letterbox):
    shop.notify_url = "http://127.0.0.1:9/nobody"
    no, _ = shop.order(notify_url=shop.notify_url)
    shop.wechat.control.pay(no)
    assert shop.wechat.deliver_due() == 1
    assert shop.wechat.control.books()["notices"][0]["answer"] is None
    shop.wechat.control.advance(15)
    assert shop.wechat.deliver_due() == 1


def test_a_notice_can_come_twice(shop, letterbox):
    shop.wechat.control.notices("duplicate")
    shop.paid()
    shop.wechat.deliver_due()
    first, second = (json.loads(body)["id"] for _, body in letterbox.letters)
    assert first == second


def test_notices_can_overtake_each_other(shop, letterbox):
    shop.wechat.control.notices("reorder")
    first = shop.paid()
    assert shop.wechat.deliver_due() == 0
    second = shop.paid()
    assert shop.wechat.deliver_due() == 2
    told = [shop.sdk.callback(*letter)["resource"]["out_trade_no"] for letter in letterbox.letters]
    assert told == [second["out_trade_no"], first["out_trade_no"]]


def test_a_lone_notice_waits_for_company_only_a_little(shop, letterbox):
    shop.wechat.control.notices("reorder")
    shop.paid()
    shop.wechat.control.advance(6)
    assert shop.wechat.deliver_due() == 1


def test_a_notice_can_be_late(shop, letterbox):
    shop.wechat.control.notices("delay", seconds=600)
    shop.paid()
    shop.wechat.control.advance(598)
    assert shop.wechat.control.deliver() == 0
    shop.wechat.control.advance(2)
    assert shop.wechat.control.deliver() == 1


def test_a_notice_can_be_lost(shop, letterbox):
    shop.wechat.control.notices("drop")
    shop.paid()
    shop.wechat.control.advance(3 * DAY)
    assert shop.wechat.deliver_due() == 0
    assert shop.wechat.control.books()["notices"][0]["dropped"] == 1


def read(shop, letterbox):
    return shop.sdk.callback(*letterbox.letters[-1])


def test_an_old_notice_is_well_signed_but_thirty_days_ago(shop, letterbox):
    shop.paid()
    now = shop.wechat.control.books()["now"]
    assert shop.wechat.control.send("old") == 200
    assert now - int(letterbox.letters[0][0]["Wechatpay-Timestamp"]) > 29 * DAY
    assert read(shop, letterbox)


@pytest.mark.parametrize("how", ["forged", "signtest"])
def test_a_forged_notice_and_a_probe_are_not_well_signed(shop, letterbox, how):
    shop.paid()
    letterbox.answers = [401]
    assert shop.wechat.control.send(how) == 401
    assert read(shop, letterbox) is None
    probing = letterbox.letters[0][0]["Wechatpay-Signature"].startswith("WECHATPAY/SIGNTEST/")
    assert probing == (how == "signtest")


def test_a_notice_can_come_with_a_serial_that_nobody_knows(shop, letterbox):
    shop.paid()
    shop.wechat.control.send("unknown_serial")
    assert letterbox.letters[0][0]["Wechatpay-Serial"] != shop.wechat.keys.platform_id


def test_a_notice_can_come_without_the_kind_of_its_signature(shop, letterbox):
    shop.paid()
    shop.wechat.control.send("without_type")
    with pytest.raises(Exception, match="algorithm"):
        read(shop, letterbox)


def test_a_certain_notice_can_be_sent_again(shop, letterbox):
    first = shop.paid()
    shop.paid()
    named = shop.wechat.control.books()["notices"][0]["notice_id"]
    shop.wechat.control.send("again", notice_id=named)
    assert read(shop, letterbox)["resource"] == first
