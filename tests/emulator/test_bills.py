"""What happened on a Beijing day, on the next from 10 o'clock."""

import gzip
import hashlib
from datetime import timedelta

import pytest

from emulator.clock import HOUR, beijing, day_of
from emulator.lines import value, yuan
from tests.emulator.shop import DAY, MINUTE, RECEIVER, Shop, code, told


@pytest.fixture
def day(shop):
    """A whole day before us: the clock stands at a minute past midnight."""
    now = shop.wechat.control.advance(0)["now"]
    _, midnight = day_of(beijing(now).date())
    shop.wechat.control.advance(midnight - now + MINUTE)
    return beijing(midnight).date()


def next_morning(shop, day, *, late=0):
    now = shop.wechat.control.advance(0)["now"]
    shop.wechat.control.advance(day_of(day)[1] + 10 * HOUR + late - now)


def rows(shop, answer, *, gzipped=False):
    """Dicts by column, and the summary."""
    status, said = told(answer)
    assert status == 200
    status, content = shop.sdk.download_bill(said["download_url"])
    assert status == 200
    plain = gzip.decompress(content) if gzipped else content
    assert hashlib.sha1(plain).hexdigest() == said["hash_value"]
    lines = [line.split(",") for line in plain.decode().splitlines()]
    assert all(one.startswith("`") for line in (*lines[1:-2], lines[-1]) for one in line)
    dicts = [dict(zip(lines[0], (one[1:] for one in line), strict=True)) for line in lines[1:-2]]
    return dicts, dict(zip(lines[-2], (one[1:] for one in lines[-1]), strict=True))


def trade_bill(shop, day, **more):
    return shop.sdk.trade_bill(day.isoformat(), tar_type="", **more)


def test_the_bill_of_trades_has_a_line_for_each_payment_and_each_refund(shop, day):
    trade = shop.paid(1234, attach="a,b")
    shop.order(999)
    shop.refund(trade, 234)
    next_morning(shop, day)
    (paid, back), summary = rows(shop, trade_bill(shop, day))
    assert (paid["交易状态"], paid["订单金额"], paid["商户订单号"]) == (
        "SUCCESS",
        "12.34",
        trade["out_trade_no"],
    )
    assert (paid["特约商户号"], paid["商户数据包"]) == (shop.mchid, "a\\ b")
    assert (back["交易状态"], back["退款金额"], back["退款状态"]) == ("REFUND", "2.34", "SUCCESS")
    assert back["微信订单号"] == trade["transaction_id"]
    assert summary["总交易单数"] == "2"
    assert (summary["订单总金额"], summary["退款总金额"]) == ("12.34", "2.34")


def test_it_can_be_asked_for_packed_and_for_sales_or_refunds_alone(shop, day):
    shop.refund(shop.paid(1000), 100)
    next_morning(shop, day)
    both, _ = rows(shop, shop.sdk.trade_bill(day.isoformat()), gzipped=True)
    sales, _ = rows(shop, trade_bill(shop, day, bill_type="SUCCESS"))
    refunds, _ = rows(shop, trade_bill(shop, day, bill_type="REFUND"))
    assert [one["交易状态"] for one in both] == ["SUCCESS", "REFUND"]
    assert [one["交易状态"] for one in sales] == ["SUCCESS"]
    assert "退款金额" not in sales[0]
    assert refunds[0]["退款成功时间"].startswith(day.isoformat())


def test_a_provider_sees_all_its_merchants_or_one(shop, day, wechat, letterbox):
    wechat.control.merchant("1900000300")
    shop.paid(100)
    Shop(wechat, letterbox.url, sub_mchid="1900000300").paid(200)
    next_morning(shop, day)
    everybody, _ = rows(shop, trade_bill(shop, day))
    one, _ = rows(shop, trade_bill(shop, day, sub_mchid="1900000300"))
    assert [line["订单金额"] for line in everybody] == ["1.00", "2.00"]
    assert [line["订单金额"] for line in one] == ["2.00"]


def test_a_payment_belongs_to_the_beijing_day_on_which_it_was_made(shop, day):
    shop.wechat.control.advance(DAY - 3 * MINUTE)
    shop.paid(100)
    shop.wechat.control.advance(3 * MINUTE)
    shop.paid(200)
    next_morning(shop, day + timedelta(days=1))
    assert [one["订单金额"] for one in rows(shop, trade_bill(shop, day))[0]] == ["1.00"]
    assert [one["订单金额"] for one in rows(shop, trade_bill(shop, day + timedelta(days=1)))[0]] == ["2.00"]


def test_a_bill_is_made_by_ten_o_clock(shop, day):
    shop.paid()
    assert code(told(trade_bill(shop, day))) == (400, "INVALID_REQUEST")
    next_morning(shop, day, late=-MINUTE)
    assert code(told(trade_bill(shop, day))) == (400, "STATEMENT_CREATING")
    shop.wechat.control.advance(MINUTE)
    assert told(trade_bill(shop, day))[0] == 200


def test_a_day_on_which_nothing_happened_has_no_bill(shop, day):
    next_morning(shop, day)
    assert code(told(trade_bill(shop, day))) == (400, "NO_STATEMENT_EXIST")
    assert code(told(shop.sdk.fundflow_bill(day.isoformat()))) == (400, "NO_STATEMENT_EXIST")
    assert code(told(shop.sdk.profitsharing_bill(day.isoformat()))) == (400, "NO_STATEMENT_EXIST")


@pytest.mark.parametrize("date", ["yesterday", "2020-01-01"])
def test_a_date_that_is_none_or_too_long_ago_is_refused(shop, date):
    assert code(told(shop.sdk.trade_bill(date))) == (400, "INVALID_REQUEST")


def test_where_a_bill_can_be_had_is_good_for_five_minutes(shop, day):
    shop.paid()
    next_morning(shop, day)
    _, said = told(trade_bill(shop, day))
    shop.wechat.control.advance(5 * MINUTE + 1)
    assert shop.sdk.download_bill(said["download_url"])[0] == 400


def test_the_bill_of_money_ends_with_what_the_platform_has(direct_shop, day):
    trade = direct_shop.paid(1000, split=True)
    direct_shop.refund(trade, 400)
    direct_shop.wechat.control.advance(MINUTE)
    direct_shop.unfreeze(trade)
    next_morning(direct_shop, day)
    lines, summary = rows(direct_shop, direct_shop.sdk.fundflow_bill(day.isoformat(), tar_type=""))
    assert [(one["收支类型"], one["收支金额(元)"]) for one in lines] == [("收入", "10.00"), ("支出", "4.00")]
    assert lines[-1]["账户结余(元)"] == "6.00"
    assert (summary["收入金额"], summary["支出金额"]) == ("10.00", "4.00")
    assert direct_shop.money() == (600, 0)


def test_the_bill_of_splits_has_what_was_received_and_what_came_back_and_not_what_failed(shop, day):
    trade = shop.paid(10000, split=True)
    shop.receiver()
    shop.wechat.control.advance(MINUTE)
    _, split = shop.split(trade, 2000)
    shop.split_query(split)
    shop.wechat.control.fail_splits()
    shop.split(trade, 1)
    named = {"out_return_no": "B1", "return_mchid": RECEIVER, "amount": 1000, "description": "退回"}
    shop.sdk.profitsharing_return(out_order_no=split["out_order_no"], **named, **shop.sub)
    next_morning(shop, day)
    lines, summary = rows(shop, shop.sdk.profitsharing_bill(day.isoformat(), tar_type=""))
    assert [(one["业务类型"], one["分账金额"]) for one in lines] == [("分账", "20.00"), ("分账回退", "10.00")]
    assert summary["分账总金额"] == "20.00"


@pytest.mark.parametrize(("fen", "text"), [(0, "0.00"), (5, "0.05"), (-105, "-1.05"), (123456, "1234.56")])
def test_yuan_have_two_decimals(fen, text):
    assert yuan(fen) == text


def test_a_value_cannot_end_its_column_or_its_line():
    assert value("a,b\r\nc") == "`a\\ b\\nc"
