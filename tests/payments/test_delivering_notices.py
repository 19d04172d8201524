"""The pretend bank's notices travel over real HTTP, on WeChat's ladder."""

from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from django.db.models import F

from giftshop import deadlines
from giftshop.clock import TransactionNow, db_now
from payments import ladders
from payments.models import SandboxNotice, SandboxTrade
from payments.providers.sandbox import bank, signing


@pytest.fixture
def ear():
    """A server that listens, and answers as it is told to."""

    class Ear(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.heard.append((self.path, signing.signed_at(self.headers, body), body))
            self.send_response(self.server.status)
            self.end_headers()

        def log_message(self, *args):
            pass

    with HTTPServer(("127.0.0.1", 0), Ear) as server:
        server.heard, server.status = [], 200
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def trade(cast, ear):
    number = cast.started().attempts.get().number
    url = f"http://127.0.0.1:{ear.server_port}/payments/notices/sandbox"
    SandboxTrade.objects.filter(number=number).update(notify_url=url)
    return SandboxTrade.objects.get(number=number)


def send():
    """Send what is left, whenever it was due."""
    SandboxNotice.objects.filter(copies__gt=0).update(send_at=db_now() - timedelta(hours=1))
    deadlines.run("payments.sandbox")


def test_a_notice_arrives_signed(trade, ear):
    bank.pay(trade.number)
    send()
    ((path, signed_at, body),) = ear.heard
    assert path == "/payments/notices/sandbox"
    assert abs(signed_at - db_now().timestamp()) < 60
    assert trade.number.encode() in body


def test_two_copies_are_the_same_notice(trade, ear):
    bank.pay(trade.number, copies=2)
    send()
    send()
    send()
    assert len(ear.heard) == 2
    assert ear.heard[0][2] == ear.heard[1][2]


def test_a_late_notice_waits(trade, ear):
    bank.pay(trade.number, told_after=timedelta(minutes=2))
    deadlines.run("payments.sandbox")
    assert ear.heard == []
    assert bank.look(trade.number).state == "open"


def test_money_that_shows_after_closing_is_told_then(trade, ear):
    bank.pay(trade.number, only_after_closing=True)
    assert not SandboxNotice.objects.exists()
    assert bank.close(trade.number).state == "closed"
    send()
    assert len(ear.heard) == 1


def test_without_success_it_is_sent_again_on_the_ladder_and_then_given_up(trade, ear):
    ear.status = 500
    bank.pay(trade.number)
    waits = []
    for _ in ladders.NOTIFY:
        send()
        waits.append(SandboxNotice.objects.values_list(F("send_at") - TransactionNow(), flat=True).get())
    assert waits == ladders.NOTIFY
    send()
    assert SandboxNotice.objects.get().copies == 0
    assert len(ear.heard) == 16


def test_nobody_there_is_met_with_patience(trade, ear):
    SandboxTrade.objects.update(notify_url="http://127.0.0.1:1/")
    bank.pay(trade.number)
    send()
    notice = SandboxNotice.objects.get()
    assert (notice.tries, notice.copies) == (1, 1)
