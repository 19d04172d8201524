"""What every provider promises of its notices, and what nobody else can pretend."""

import pytest

from payments.providers.base import REFUND_CHANGED, TRADE_PAID, Forged, Malformed, RefundState


def test_a_payment_is_told_of(counter):
    number = counter.paid()
    ((headers, body),) = counter.bank.notices()
    notice = counter.provider.verify(headers, body)
    trade = counter.query(number)
    assert notice.kind == TRADE_PAID
    assert notice.body == {
        "number": number,
        "transaction_id": trade.transaction_id,
        "amount_fen": 8800,
        "paid_at": notice.body["paid_at"],
    }


def test_a_refund_is_told_of(counter):
    trade = counter.paid()
    counter.bank.notices()
    counter.refund(trade)
    counter.bank.pass_time(61)
    counter.refund_query()
    notices = [counter.provider.verify(*letter) for letter in counter.bank.notices()]
    (notice,) = [notice for notice in notices if notice.kind == REFUND_CHANGED]
    assert notice.body == {"number": "R1-1", "state": RefundState.SUCCESS.value}


def test_a_word_changed_on_the_way_is_a_forgery(counter):
    counter.paid()
    ((headers, body),) = counter.bank.notices()
    with pytest.raises(Forged):
        counter.provider.verify(headers, body.replace(b"{", b"{ ", 1))


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff\xfe", b"null", b"[" * 10_000])
def test_what_nobody_signed_is_a_forgery(counter, body):
    with pytest.raises((Forged, Malformed)):
        counter.provider.verify({}, body)
