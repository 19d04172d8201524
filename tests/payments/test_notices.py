"""A provider's word over HTTP: believed if signed, kept once, and never an error page."""

import json
from datetime import timedelta

import pytest
from django.db.models import F
from django.urls import reverse

from giftshop import deadlines
from giftshop.clock import TransactionNow, db_now
from payments.models import Notice, Payment, Refund, SandboxNotice
from payments.providers.sandbox import bank, signing
from payments.providers.sandbox.notices import signed


def post(client, body, headers=None, provider="sandbox", at=None, **extra):
    """Post `body`, signed unless `headers` are given."""
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    headers = signing.headers(body, at=at or now()) if headers is None else headers
    content_type = headers.get("Content-Type", "application/json")
    url = reverse("payments:notices", args=[provider])
    return client.generic("POST", url, body, content_type=content_type, headers=headers, **extra)


def now():
    return int(db_now().timestamp())


@pytest.fixture
def payment(cast):
    """Paid at the bank; the shop does not know yet."""
    payment = cast.started()
    bank.pay(payment.attempts.get().number)
    return payment


@pytest.fixture
def told(payment):
    """The bank's notice of it, as (headers, body)."""
    return signed(SandboxNotice.objects.get())


def state(payment):
    payment.refresh_from_db()
    return payment.state


def test_a_signed_notice_pays_the_payment(client, payment, told, till):
    headers, body = told
    answer = post(client, body, headers)
    assert (answer.status_code, answer.json()) == (200, {"code": "SUCCESS"})
    assert state(payment) == Payment.State.PAID
    assert Notice.objects.get().processed_at
    assert "Set-Cookie" not in answer.headers


def test_a_replayed_notice_is_acknowledged_and_does_nothing(client, payment, told, till):
    headers, body = told
    assert [post(client, body, headers).status_code for _ in range(3)] == [200, 200, 200]
    assert Notice.objects.count() == 1
    assert till.calls["paid"] == 1


def test_a_processed_notice_stays_as_it_was(client, payment, told):
    headers, body = told
    post(client, body, headers)
    long_ago = db_now() - timedelta(days=1)
    Notice.objects.update(processed_at=long_ago)
    post(client, body, headers)
    assert Notice.objects.get().processed_at == long_ago


def test_the_same_notice_signed_anew_is_the_same_notice(client, payment, told, till):
    _, body = told
    assert post(client, body, signing.headers(body, at=now())).status_code == 200
    assert post(client, body, signing.headers(body, at=now() + 1)).status_code == 200
    assert Notice.objects.count() == 1


@pytest.mark.parametrize(
    "forge",
    [
        lambda headers, body: ({}, body),
        lambda headers, body: (headers, body.replace(b"8800", b"0001")),
        lambda headers, body: (headers | {signing.SIGNATURE: "0" * 64}, body),
        lambda headers, body: (headers | {signing.SIGNATURE: ""}, body),
        lambda headers, body: (headers | {signing.SIGNATURE: "WECHATPAY/SIGNTEST/x"}, body),
        lambda headers, body: (headers | {signing.NONCE: "0" * 32}, body),
        lambda headers, body: (headers | {signing.NONCE: "x\x0b"}, body),
        lambda headers, body: (headers | {signing.TIMESTAMP: str(int(headers[signing.TIMESTAMP]) + 1)}, body),
        lambda headers, body: (headers | {signing.TIMESTAMP: "-1"}, body),
        lambda headers, body: (headers | {signing.TIMESTAMP: "9" * 40}, body),
        lambda headers, body: (headers | {signing.TIMESTAMP: "soon"}, body),
        lambda headers, body: (
            signing.headers(body, at=int(headers[signing.TIMESTAMP]), key=b"k" * 32),
            body,
        ),
        lambda headers, body: (headers, b""),
    ],
)
def test_a_forged_notice_is_401_and_leaves_no_trace(client, payment, told, forge):
    headers, body = forge(*told)
    assert post(client, body, headers).status_code == 401
    assert not Notice.objects.exists()
    assert state(payment) == Payment.State.PENDING


@pytest.mark.parametrize(
    ("age", "status"), [(290, 200), (310, 401), (2_592_000, 401), (-290, 200), (-310, 401)]
)
def test_a_notice_may_be_five_minutes_old_and_no_more(client, payment, age, status):
    headers, body = signed(SandboxNotice.objects.get(), at=now() - age)
    assert post(client, body, headers).status_code == status


@pytest.mark.parametrize("provider", ["wechat", "nobody", "sandbox-2"])
def test_a_provider_that_is_not_set_up_has_no_door(client, told, provider):
    headers, body = told
    assert post(client, body, headers, provider=provider).status_code == 404
    assert not Notice.objects.exists()


def test_without_its_key_the_sandbox_has_no_door(client, told, settings):
    headers, body = told
    settings.SANDBOX_KEY = None
    assert post(client, body, headers).status_code == 404


GOOD = {"number": "X-1", "transaction_id": "T", "amount_fen": 1, "paid_at": "2026-01-01T00:00:00+00:00"}


def paid(**changes):
    return {"id": "N1", "kind": "trade.paid", "resource": GOOD | changes}


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b'"text"',
        b"1e999",
        b"[" * 50_000,
        b'{"id": NaN}',
        {},
        {"id": "N1", "kind": "trade.paid"},
        {"id": "", "kind": "trade.paid", "resource": {}},
        {"id": 7, "kind": "trade.paid", "resource": {}},
        {"id": "N" * 33, "kind": "trade.paid", "resource": {}},
        {"id": "N\x00", "kind": "trade.paid", "resource": {}},
        {"id": "\ud800", "kind": "trade.paid", "resource": {}},
        {"id": "N1", "kind": [], "resource": {}},
        {"id": "N1", "kind": "trade.paid", "resource": []},
        paid(number=None),
        paid(number="X" * 33),
        paid(transaction_id=""),
        paid(amount_fen="1"),
        paid(amount_fen=1.0),
        paid(amount_fen=True),
        paid(amount_fen=0),
        paid(amount_fen=-1),
        paid(amount_fen=10**30),
        paid(paid_at="yesterday"),
        paid(paid_at="2026-01-01T00:00:00"),
        paid(paid_at=0),
        {"id": "N1", "kind": "refund.changed", "resource": {"number": "R1-1", "state": "eaten"}},
        {"id": "N1", "kind": "refund.changed", "resource": {"state": "success"}},
    ],
)
def test_signed_garbage_is_400_and_leaves_no_trace(client, till, db, garbage):
    assert post(client, garbage).status_code == 400
    assert not Notice.objects.exists()


def test_a_huge_notice_is_413_unread(client, db):
    assert post(client, b"x" * 65_537).status_code == 413
    assert post(client, b"x" * 3_000_000).status_code == 413


def test_a_length_that_is_no_number_is_413(client, db):
    assert post(client, b"{}", CONTENT_LENGTH="many").status_code == 413


def test_only_posts_are_taken(client, db):
    assert client.get("/payments/notices/sandbox").status_code == 405


def test_a_kind_we_do_not_know_is_kept_and_does_nothing(client, db):
    assert post(client, {"id": "N1", "kind": "weather.changed", "resource": {"sun": True}}).status_code == 200
    assert Notice.objects.get().processed_at


@pytest.mark.parametrize("number", ["NOBODY-1", "R-1", "R", "Rx-y", "R99999999999999999-1"])
def test_word_about_something_unknown_is_kept_and_tried_again(client, db, till, number):
    body = {"id": "N1", "kind": "refund.changed", "resource": {"number": number, "state": "success"}}
    assert post(client, body).status_code == 200
    notice = Notice.objects.get()
    assert (notice.processed_at, notice.tries, notice.error) == (None, 1, "DoesNotExist")
    wait = Notice.objects.values_list(F("next_try_at") - TransactionNow(), flat=True).get()
    assert wait.total_seconds() == 5


def test_a_notice_whose_processing_fails_is_answered_and_the_sweep_finishes_it(
    client, payment, told, till, monkeypatch
):
    headers, body = told
    with monkeypatch.context() as patch:
        patch.setattr(till, "paid", lambda payment, orders: 1 / 0)
        assert post(client, body, headers).status_code == 200
    notice = Notice.objects.get()
    assert (notice.processed_at, notice.error) == (None, "ZeroDivisionError")
    assert state(payment) == Payment.State.PENDING
    Notice.objects.update(next_try_at=db_now() - timedelta(minutes=30))
    deadlines.run("payments.notices")
    assert state(payment) == Payment.State.PAID
    assert Notice.objects.get().processed_at


def test_a_notice_stored_but_not_processed_is_found_by_the_sweep(payment):
    body = SandboxNotice.objects.get().body
    Notice.objects.create(provider="sandbox", provider_id="N1", kind="trade.paid", body=body)
    deadlines.run("payments.notices")
    assert state(payment) == Payment.State.PAID


@pytest.mark.parametrize("word", ["success", "abnormal", "closed"])
def test_word_about_a_refund_is_recorded(client, cast, word):
    refund = cast.refund(cast.paid())
    body = {"id": "N1", "kind": "refund.changed", "resource": {"number": refund.number, "state": word}}
    assert post(client, body).status_code == 200
    refund.refresh_from_db()
    assert refund.state == {"success": "succeeded"}.get(word, word)


def test_words_about_a_refund_in_the_wrong_order_end_well(client, cast):
    refund = cast.refund(cast.paid())
    for number, word in enumerate(["success", "processing", "closed"]):
        body = {
            "id": f"N{number}",
            "kind": "refund.changed",
            "resource": {"number": refund.number, "state": word},
        }
        post(client, body)
    refund.refresh_from_db()
    assert refund.state == Refund.State.SUCCEEDED
