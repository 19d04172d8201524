"""Many orders are shipped at once: by a page with a row for each, and by a file that is looked at first."""

import base64
import csv
from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile

from orders import fulfilment, parcels
from orders.models import Line, Order, Shipment
from tests.orders.counter.conftest import due_in, state

LIST = "/admin/orders/order/"
FILE = "/admin/orders/order/tracking/"
TEMPLATE = "/admin/orders/order/tracking/to-ship.csv"


def ship(*orders):
    return f"/admin/orders/order/ship/?orders={','.join(str(order.pk) for order in orders)}"


def row(order, number, carrier=""):
    return {f"o{order.pk}-tracking_number": number, f"o{order.pk}-carrier": carrier}


def upload(text, encoding="utf-8"):
    return {"file": SimpleUploadedFile("t.csv", text.encode(encoding) if isinstance(text, str) else text)}


def sheet(*lines):
    return "\n".join(["订单号,快递公司,运单号", *(",".join(line) for line in lines)])


def sure(client, text):
    return client.post(FILE, {"lines": text})


def test_the_marked_orders_are_shipped_on_one_page(clerk, world):
    one, two = world.own_order(), world.accepted_gift().order
    marked = {"action": "ship_marked", "_selected_action": [one.pk, two.pk]}
    assert one.number in clerk.post(LIST, marked, follow=True).text
    filled = {"carrier": "SF"} | row(one, "SF1234567890123") | row(two, "ZT1234567890123", "ZTO")
    assert clerk.post(ship(one, two), filled).status_code == 302
    assert sorted(Shipment.objects.values_list("carrier", flat=True)) == ["SF", "ZTO"]
    assert LogEntry.objects.filter(user=world.lin).count() == 2


def test_what_is_refused_stays_and_holds_nothing_up(clerk, world):
    good, bad, later = (world.own_order() for _ in range(3))
    answer = clerk.post(
        ship(good, bad, later), {"carrier": "SF"} | row(good, "SF1234567890123") | row(bad, "?")
    )
    assert answer.status_code == 422
    assert [state(order) for order in (good, bad, later)] == ["shipped", "to_ship", "to_ship"]
    assert good.number not in answer.text and bad.number in answer.text and later.number in answer.text


def test_nobody_ships_the_orders_of_another_shop(stranger, client, world):
    order = world.own_order()
    filled = {"carrier": "SF"} | row(order, "SF1234567890123")
    assert stranger.post(ship(order), filled).status_code == 404
    assert client.post(ship(order), filled).status_code == 302
    sure(stranger, sheet([order.number, "SF", "SF1234567890123"]))
    assert state(order) == "to_ship"


def test_a_file_is_looked_at_before_anything_is_shipped(clerk, world):
    order = world.own_order()
    answer = clerk.post(FILE, upload(sheet([order.number, "顺丰", "SF1234567890123"])))
    assert answer.context["ready"] == 1
    assert state(order) == "to_ship"
    sure(clerk, answer.context["text"])
    assert (state(order), order.shipment.carrier) == ("shipped", "SF")
    assert LogEntry.objects.get().user == world.lin


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_file_is_read_as_spreadsheets_write_it(clerk, world, encoding):
    text = sheet([world.own_order().number, "顺丰速运", "SF1234567890123"])
    assert clerk.post(FILE, upload(text, encoding)).context["ready"] == 1


def test_a_line_says_why_nothing_comes_of_it(clerk, world):
    order, waiting, shipped = world.own_order(), world.sent_gift().order, world.own_order()
    fulfilment.ship(shipped.pk, carrier="SF", tracking_number="SF1111111111111")
    text = sheet(
        [order.number, "飞鸽", "SF1234567890123"],
        [order.number, "SF", "1.23E+14"],
        [order.number, "SF", "?"],
        ["NOSUCHNUMBER", "SF", "SF1234567890123"],
        [waiting.number, "SF", "SF1234567890123"],
        [shipped.number, "SF", "SF2222222222222"],
        [order.number, "sf", "sf 1234567890123"],
        [order.number, "SF", "SF1234567890124"],
        [shipped.number, "SF", "SF1111111111111"],
    )
    lines = clerk.post(FILE, upload(text)).context["lines"]
    assert [line.is_ready for line in lines] == [False] * 6 + [True] + [False] * 2
    assert [bool(line.refusal) for line in lines] == [True] * 6 + [False, True, False]
    assert len({line.refusal for line in lines}) == 8  # each has its own words, and two have none
    assert lines[-1].is_done


def test_the_refused_lines_are_taken_away_and_run_nothing(clerk, world):
    order = world.own_order()
    text = sheet(["=1+1", "@SUM(A1)", "-2+3"], [order.number, "SF", "SF1234567890123"])
    answer = sure(clerk, text)
    assert answer.context["shipped"] == 1
    data = answer.context["refused"].partition("base64,")[2]
    rows = list(csv.reader(StringIO(base64.b64decode(data).decode("utf-8-sig"))))
    assert rows[1][:3] == ["'=1+1", "'@SUM(A1)", "'-2+3"] and rows[1][3]
    assert len(rows) == 2


def test_what_was_shipped_meanwhile_is_not_shipped_twice(clerk, world):
    order = world.own_order()
    text = sheet([order.number, "SF", "SF1234567890123"])
    sure(clerk, text)
    assert sure(clerk, text).context["shipped"] == 0
    assert Shipment.objects.count() == 1


def test_a_refusal_under_way_is_told_on_its_line(world, monkeypatch):
    order = world.own_order()
    lines = parcels.judge(
        parcels.of_text(sheet([order.number, "SF", "SF1234567890123"])), Order.objects.all()
    )
    fulfilment.withdraw(order.pk, stock_left=0)
    (line,) = parcels.ship(lines)
    assert line.refusal and not line.is_done


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a,b,c\n1,2,3",
        "订单号,快递公司,运单号",
        "订单号,快递公司,运单号\nX,SF,",
        b"\xff\xff\x00\x81",
        b"\x89PNG\r\n\x1a\n\0\0",
        "订单号,快递公司,运单号\n" + "X,SF,SF1234567890\n" * 2001,
        "x" * (600 * 1024),
    ],
    ids=range(8),
)
def test_a_file_that_is_none_is_refused_with_words(clerk, text):
    answer = clerk.post(FILE, upload(text))
    assert answer.status_code == 422
    assert [str(message) for message in answer.context["messages"]][0]


def test_nothing_posted_is_refused_with_words(clerk):
    assert clerk.post(FILE, {}).status_code == 422
    assert sure(clerk, "\0").status_code == 422


def test_staff_take_the_orders_to_ship_away_as_a_file(clerk, world):
    later, first = world.own_order(), world.own_order()
    due_in(first, 1)
    world.own_order(paid=False)
    Line.objects.filter(order=first).update(title="=cmd()")
    rows = list(csv.reader(StringIO(clerk.get(TEMPLATE).content.decode("utf-8-sig"))))
    assert [line[0] for line in rows[1:]] == [first.number, later.number]
    assert rows[1][3].startswith("'=cmd()")
    assert rows[2][-3:] == ["王小波", "13800138000", "浙江省 杭州市 西湖区 文三路 100 号 3 幢 502"]


def test_the_file_is_filled_in_and_comes_back(clerk, world):
    order = world.own_order()
    rows = list(csv.reader(StringIO(clerk.get(TEMPLATE).content.decode("utf-8-sig"))))
    rows[1][1:3] = ["EMS", '="1234567890123"']
    file = StringIO()
    csv.writer(file).writerows(rows)
    sure(clerk, file.getvalue())
    assert order.shipment.tracking_number == "1234567890123"


def test_the_operators_file_has_no_address_and_a_strangers_no_order(operator, stranger, world):
    order = world.own_order()
    text = operator.get(TEMPLATE).content.decode()
    assert order.number in text and "王小波" not in text and "13800138000" not in text
    assert order.number not in stranger.get(TEMPLATE).content.decode()


def test_a_customer_gets_no_file(client, world):
    client.force_login(world.mei)
    assert [client.get(path).status_code for path in (FILE, TEMPLATE)] == [302, 302]


def test_a_file_is_judged_with_one_query_and_written_with_a_few(clerk, world, django_assert_max_num_queries):
    orders = [world.own_order() for _ in range(4)]
    lines = parcels.of_text(sheet(*([order.number, "SF", "SF1234567890123"] for order in orders)))
    with django_assert_max_num_queries(1):
        parcels.judge(lines, Order.objects.all())
    with django_assert_max_num_queries(7):
        clerk.get(TEMPLATE)
