"""What is odd about the SDK, and what the shop makes of it."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from emulator import keys
from payments import inbox, providers
from payments.models import Attempt, Notice
from payments.providers.base import Forged, Malformed, Refused, TradeState, Unknown
from payments.providers.wechat import client
from tests.wechat import forget


@pytest.fixture
def attempt(world, shop, wechat, box):
    order = world.own_order(paid=False)
    order.payment.start_attempt(method="native")
    return Attempt.objects.get()


def requests(wechat):
    return len(wechat.control.books()["requests"])


def test_building_the_client_asks_nobody_and_gives_it_a_time_out_and_no_logger(wechat):
    core = client.sdk()._core
    assert requests(wechat) == 0
    assert core._timeout == client.TIMEOUT
    assert core._logger is None
    assert core._gate_way == wechat.url


@pytest.mark.parametrize(
    "kind", ["error_before", "error_after", "bad_signature", "rate_limited", "timeout_after"]
)
def test_an_answer_that_says_nothing_is_unknown(wechat, attempt, monkeypatch, kind):
    monkeypatch.setattr(client, "TIMEOUT", (1, 0.2))
    forget()
    wechat.control.fault("query", kind, seconds=0.4)
    with pytest.raises(Unknown):
        attempt.ask()
    assert attempt.ask().state == TradeState.OPEN


def test_a_clear_no_is_refused_with_wechats_word(wechat, attempt):
    with pytest.raises(Refused) as refusal:
        client.ask(
            "refund",
            out_refund_no="R1-1",
            out_trade_no=attempt.number,
            amount={"refund": 1, "total": 1, "currency": "CNY"},
            sub_mchid="1900100001",
        )
    assert refusal.value.code


def test_nothing_listens_is_unknown(wechat, attempt, settings):
    client.sdk()._core._gate_way = "http://127.0.0.1:9"
    with pytest.raises(Unknown):
        attempt.ask()


@pytest.mark.parametrize("how", ["old", "forged", "signtest", "unknown_serial", "without_type"])
def test_a_notice_that_wechat_did_not_send_now_is_a_forgery_and_asks_wechat_nothing(
    wechat, attempt, box, how
):
    wechat.control.pay(attempt.number)
    box.take()
    before = requests(wechat)
    wechat.control.send(how)
    ((headers, body),) = box.take()
    with pytest.raises((Forged, Malformed)):
        inbox.receive("wechat", headers, body)
    assert not Notice.objects.exists()
    assert requests(wechat) == before


def test_a_notice_for_somebody_else_is_not_taken(wechat, attempt, box, settings):
    wechat.control.pay(attempt.number)
    wechat.deliver_due()
    ((headers, body),) = box.take()
    settings.WECHATPAY = replace(settings.WECHATPAY, mchid="1900000999")
    with pytest.raises(Malformed):
        providers.get("wechat").verify(headers, body)


def test_the_deploy_check_finds_good_keys_good(wechat, db):
    call_command("check", "--deploy", fail_level="ERROR")


@pytest.mark.parametrize("wrong", ["private_key", "serial", "public_key", "mchid"])
def test_the_deploy_check_finds_a_wrong_key(wechat, db, settings, wrong):
    other = keys.environment(keys.make(), url=wechat.url, mode="partner")
    values = {
        "private_key": other["WECHATPAY_PRIVATE_KEY"],
        "serial": other["WECHATPAY_SERIAL"],
        "public_key": other["WECHATPAY_PUBLIC_KEY"],
        "mchid": "1900000999",
    }
    settings.WECHATPAY = replace(settings.WECHATPAY, **{wrong: values[wrong]})
    forget()
    with pytest.raises(SystemCheckError) as found:
        call_command("check", "--deploy", fail_level="ERROR")
    assert "WECHATPAY" in str(found.value)
