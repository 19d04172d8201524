"""What every provider promises of its account of a day."""

from datetime import timedelta

from django.utils.timezone import localdate

from giftshop.clock import db_now


def bill(counter, *days):
    counter.bank.days_pass()
    return {(line.kind, line.number): line for day in days for line in counter.provider.bill(day)}


def test_the_bill_of_a_day_tells_payments_refunds_and_splits(counter):
    day = localdate(db_now())
    trade = counter.paid()
    counter.refund(trade, 1000)
    if counter.provider.splits_trades:
        counter.split(trade, 78)
    counter.bank.pass_time(61)
    transaction = counter.query(trade).transaction_id
    lines = bill(counter, day, day + timedelta(days=1))  # the minutes above may have passed midnight
    payment, refund = lines["payment", trade], lines["refund", "R1-1"]
    assert (payment.amount_fen, payment.provider_number) == (8800, transaction)
    assert (refund.amount_fen, refund.trade_number) == (1000, trade)
    if counter.provider.splits_trades:
        split = lines["split", "S1"]
        assert (split.amount_fen, split.trade_number) == (78, transaction)
    assert len(lines) == (3 if counter.provider.splits_trades else 2)


def test_the_bill_of_a_day_on_which_nothing_happened_is_empty(counter):
    assert bill(counter, localdate(db_now()) - timedelta(days=1)) == {}
