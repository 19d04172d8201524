"""Commission paid out by WeChat, which the emulator plays: who, how much, the ticket, the end."""

import json
import re
from html import unescape
from urllib.parse import urlsplit

import httpx
import pytest
from django.test import Client

from payments.providers.wechat import client as sdk
from sharers.models import Withdrawal
from tests.books import broken
from tests.sharers.withdrawals.conftest import books, carry_out
from tests.wechat import at_wechat

HOME = "/share/withdrawals/"
IN_WECHAT = {"User-Agent": "Mozilla/5.0 (iPhone) Mobile MicroMessenger/8.0.50"}
State = Withdrawal.State


@pytest.fixture
def wechat(monkeypatch, settings):
    with at_wechat(monkeypatch, settings) as running:
        running.control.balance(running.keys.mchid, 1_000_000)
        yield running


def browser(person):
    client = Client(headers=IN_WECHAT)
    client.force_login(person)
    return client


def identify(client):
    """WeChat brings the browser back with who it is there."""
    asked = client.post("/share/withdrawals/identity")["Location"]
    parts = urlsplit(httpx.get(asked).headers["Location"])
    return client.get(f"{parts.path}?{parts.query}")


@pytest.fixture
def lin(earned, wechat):
    client = browser(earned)
    assert identify(client)["Location"] == HOME
    return client


def transfers(wechat):
    return wechat.control.books()["transfers"]


def asked(client, **form):
    client.post(HOME, {"amount": "6.64"} | form)
    return carry_out(Withdrawal.objects.get())


def test_outside_wechat_the_page_says_where_to_go(earned, wechat, client):
    client.force_login(earned)
    assert 'name="amount"' not in client.get(HOME).text
    client.post(HOME, {"amount": "6.64"})
    assert client.post("/share/withdrawals/identity")["Location"] == HOME
    assert not Withdrawal.objects.exists()


def test_inside_wechat_says_first_who_it_is(earned, wechat):
    client = browser(earned)
    page = client.get(HOME).text
    assert 'name="amount"' not in page and 'action="/share/withdrawals/identity"' in page
    client.post(HOME, {"amount": "6.64"})
    assert not Withdrawal.objects.exists()
    identify(client)
    assert 'name="amount"' in client.get(HOME).text


def test_an_identity_that_nobody_asked_for_is_not_taken(earned, wechat):
    client = browser(earned)
    assert client.get("/share/withdrawals/identity?state=x&code=y")["Location"] == HOME
    assert 'name="amount"' not in client.get(HOME).text


def test_the_ticket_is_what_wechat_is_called_with_and_who_confirms_is_paid(lin, wechat, earned):
    withdrawal = asked(lin)
    [transfer] = transfers(wechat)
    assert (transfer["out_bill_no"], transfer["amount"]) == (withdrawal.number, 664)
    assert transfer["openid"] == withdrawal.openid
    page = lin.get(withdrawal.get_absolute_url()).text
    call = json.loads(unescape(re.search('data-wechat-transfer="([^"]+)"', page)[1]))
    keys = wechat.keys
    assert call == {"mchId": keys.mchid, "appId": keys.appid, "package": transfer["package"]}
    assert "js/wechat-transfer" in page
    wechat.control.confirm(withdrawal.number)
    done = re.search('data-done="([^"]+)"', page)[1]
    assert lin.get(done)["Location"] == withdrawal.get_absolute_url()
    withdrawal.refresh_from_db()
    assert (withdrawal.state, withdrawal.ticket, books(earned)) == (State.PAID, "", (0, 0))
    assert wechat.control.books()["balances"][withdrawal.openid]["available"] == 664
    assert not broken()


def test_the_ticket_stays_while_wechat_is_asked_again(lin, wechat):
    withdrawal = asked(lin)
    ticket = withdrawal.ticket
    assert carry_out(withdrawal).ticket == ticket


def test_what_is_not_confirmed_in_a_day_comes_back(lin, wechat, earned):
    withdrawal = asked(lin)
    wechat.control.advance(24 * 3600)
    assert carry_out(withdrawal).state == State.EXPIRED
    assert (withdrawal.reason, books(earned)) == ("OVERDUE_CLOSE", (664, 0))
    assert not broken()


def test_a_platform_that_is_out_of_money_pays_later_under_the_same_number(lin, wechat, earned):
    wechat.control.balance(wechat.keys.mchid, 0)
    withdrawal = asked(lin)
    assert (withdrawal.state, withdrawal.last_error) == (State.REQUESTED, "NOT_ENOUGH")
    wechat.control.balance(wechat.keys.mchid, 1_000_000)
    assert carry_out(withdrawal).state == State.AWAITING
    assert len(transfers(wechat)) == 1


@pytest.fixture
def wrong_name(monkeypatch):
    """WeChat looks a name up when it pays, and says then that it is another's."""
    real = sdk.ask

    def ask(call, **said):
        answer = real(call, **said)
        if call == "mch_transfer_bills_query":
            answer |= {"state": "FAIL", "fail_reason": "NAME_NOT_CORRECT"}
        return answer

    monkeypatch.setattr(sdk, "ask", ask)


def test_a_large_amount_goes_with_the_name_and_a_wrong_one_is_said(rich, wechat, wrong_name):
    client = browser(rich)
    identify(client)
    withdrawal = asked(client, amount="2000", name="林一一")
    assert [one["user_name"] for one in transfers(wechat)] == ["林一一"]
    carry_out(withdrawal)
    assert (withdrawal.state, withdrawal.reason, withdrawal.name) == (State.FAILED, "NAME_NOT_CORRECT", "")
    assert str(withdrawal.why) in unescape(client.get(withdrawal.get_absolute_url()).text)
    assert not broken()
