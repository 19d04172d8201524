"""The emulator as a whole: who may control it, what it keeps, and how it is started."""

import json
import os
import signal
import stat
import subprocess
import sys
from ipaddress import ip_address
from pathlib import Path
from time import sleep

import pytest

from emulator import running, server
from emulator.books import Books
from tests.emulator.browsing import http
from tests.emulator.shop import SUB_MCHID, Shop


def test_only_this_machine_controls_it(wechat, monkeypatch):
    monkeypatch.setattr(server, "ip_address", lambda text: ip_address("192.0.2.1"))
    assert http.get(wechat.url + "/control/books").status_code == 403


def test_another_sites_form_does_not_control_it(wechat):
    assert http.post(wechat.url + "/control/reset", data={"a": "1"}).status_code == 403


def test_an_unknown_verb_is_named_with_the_known_ones(wechat):
    answer = http.post(wechat.url + "/control/nothing", json={})
    assert answer.status_code == 404
    assert "notices/send" in answer.json()["message"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("clock", {"advance": -1}),
        ("notices", {"mode": "loud"}),
        ("notices/send", {"how": "loudly"}),
        ("notices/send", {"how": "again"}),
        ("refunds", {"status": "MAYBE"}),
        ("balance", {"mchid": "1", "fen": 1.5}),
    ],
)
def test_nonsense_is_refused(wechat, name, said):
    assert http.post(f"{wechat.url}/control/{name}", json=said).status_code == 400


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("pay", {"out_trade_no": "T9"}),
        ("refunds", {"status": "CLOSED", "out_refund_no": "R9"}),
        ("transfers", {"out_bill_no": "X9"}),
    ],
)
def test_what_is_not_there_is_not_found(wechat, name, said):
    assert http.post(f"{wechat.url}/control/{name}", json=said).status_code == 404


def test_every_fen_is_somewhere(shop):
    trade = shop.paid(10000, split=True)
    shop.receiver()
    shop.wechat.control.advance(60)
    shop.split(trade, 3000)
    shop.refund(trade, 2000)
    shop.unfreeze(trade)
    shop.query(trade["out_trade_no"])
    balances = shop.wechat.control.books()["balances"]
    assert sum(sum(pots.values()) for pots in balances.values()) == 10000 - 2000


def test_what_is_broken_off_leaves_nothing():
    books = Books()
    with pytest.raises(KeyError), books.deciding():
        books.set("one", 1)
        with books.deciding():
            books.set("two", 2)
        raise KeyError
    assert books.setting("one") is books.setting("two") is None


def test_each_request_is_kept_with_its_answer(shop):
    shop.query("T999999")
    asked = shop.wechat.control.books()["requests"][-1]
    assert (asked["operation"], asked["status"], asked["code"]) == ("query", 404, "ORDER_NOT_EXIST")


def test_a_kept_emulator_knows_its_books_its_clock_and_its_keys_again(tmp_path):
    kept = str(tmp_path / "wechat.sqlite3")
    with running(sub_mchids=[SUB_MCHID], keep=kept) as wechat:
        trade = Shop(wechat, "http://127.0.0.1:9/").paid()
        wechat.control.advance(1000)
        before = wechat.environment
    with running(keep=kept) as wechat:
        url = {"WECHATPAY_API_URL": wechat.url}
        assert wechat.environment == before | url
        assert Shop(wechat, "http://127.0.0.1:9/").query(trade["out_trade_no"])[1] == trade
        assert wechat.control.advance(0)["ahead"] == 1000
    assert stat.S_IMODE(os.stat(kept + ".keys.json").st_mode) == 0o600


def test_in_the_background_it_delivers_by_itself(letterbox):
    with running(sub_mchids=[SUB_MCHID], background=True) as wechat:
        Shop(wechat, letterbox.url).paid()
        for _ in range(50):
            if letterbox.letters:
                break
            sleep(0.1)
    assert len(letterbox.letters) == 1


def test_the_command_starts_it_and_writes_the_environment(tmp_path):
    env = tmp_path / "new" / "wechat.env"
    said = [
        "wechatpay_emulator",
        "--port",
        "0",
        "--env",
        str(env),
        "--sub-mchid",
        SUB_MCHID,
        "--mode",
        "direct",
    ]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "manage.py", *said], cwd=root, stdout=subprocess.PIPE, text=True
    ) as process:
        url = process.stdout.readline().split()[-1]
        variables = dict(line.split("=", 1) for line in env.read_text().splitlines())
        assert variables["WECHATPAY_API_URL"] == url
        assert variables["WECHATPAY_MODE"] == "direct"
        assert json.loads(http.get(url + "/control/books").text)["trades"] == []
        process.send_signal(signal.SIGTERM)
    assert process.returncode == 0
    assert stat.S_IMODE(env.stat().st_mode) == 0o600
