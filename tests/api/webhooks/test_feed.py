"""What partners are told: each its own, in order, whatever happens at the same time."""

import subprocess
import threading
import time
from contextlib import contextmanager

import psycopg2
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api import feed, kinds
from api.models import Customer, Delivery, Partner, PartnerEvent
from gifts.giving_back import give_back
from giftshop import events
from giftshop.models import Event
from orders import fulfilment
from orders.aftersale import answering, asking, proposing
from orders.models import Order
from tests.api.webhooks.conftest import new_endpoint
from tests.threads import together, until_events_can_be_read
from tests.world import World


def told(partner):
    """[(type, data), …], after all events so far."""
    last = PartnerEvent.objects.order_by("-pk").values_list("source", flat=True).first() or 0
    feed.tell(list(Event.objects.filter(pk__gt=last).order_by("pk")))
    rows = partner.events.order_by("pk")
    assert not [row for row in rows if row.type not in kinds.TYPES]
    return list(rows.values_list("type", "data"))


@pytest.fixture
def erp(world):
    return Partner.objects.create(name="Tea Works ERP", shop=world.shop)


@pytest.fixture
def firm(world):
    """A company that gives gifts to its customers: Mei is how one of them is known here."""
    partner = Partner.objects.create(name="Gifts Inc.")
    Customer.objects.create(partner=partner, external_id="m-1", user=world.mei)
    return partner


def test_the_shop_is_told_of_orders_and_the_giver_of_the_gift(world, erp, firm):
    gift = world.accepted_gift()
    fulfilment.ship(gift.order.pk, carrier="SF", tracking_number="SF5550001112223")
    fulfilment.confirm(gift.order.pk)
    order, code = {"order": gift.order.number}, {"gift": gift.code}
    assert told(erp) == [
        ("order.placed", order),
        ("order.paid", order),
        ("order.accepted", order),
        ("order.shipped", order),
        ("order.completed", order),
    ]
    assert told(firm) == [
        ("gift.sent", code),
        ("gift.accepted", code),
        ("gift.shipped", code),
        ("gift.completed", code),
    ]


def test_a_partner_with_a_shop_whose_customer_gives_from_it_reads_both_sides(world, erp):
    Customer.objects.create(partner=erp, external_id="m-1", user=world.mei)
    world.sent_gift()
    assert [kind for kind, _data in told(erp)] == ["order.placed", "order.paid", "gift.sent"]


def test_an_order_for_oneself_is_the_shops_alone(world, erp, firm):
    fulfilment.withdraw(world.own_order().pk, stock_left=0)
    assert [kind for kind, _data in told(erp)] == ["order.placed", "order.paid", "order.withdrawn"]
    assert told(firm) == []


def test_what_becomes_of_a_gift_that_nobody_took_is_told_to_both(world, erp, firm):
    give_back([world.sent_gift().pk], "declined")
    assert told(erp)[-1][0] == "order.given_back"
    assert told(firm)[-1][0] == "gift.declined"


def test_the_shop_learns_of_an_after_sale_once_it_is_asked_for(world, erp, firm):
    gift = world.accepted_gift()
    fulfilment.ship(gift.order.pk, carrier="SF", tracking_number="SF5550001112223")
    Order.objects.filter(pk=gift.order.pk).update(locked_until=None)
    told(erp)
    first = proposing.propose(gift.order.pk, kind="refund", reason="damaged")
    asking.withdraw(first.pk)
    assert [kind for kind, _data in told(erp)[4:]] == []
    second = asking.request(gift.order.pk, by=world.bo, kind="refund", reason="damaged", words="破了")
    answering.reject(second.pk, by=world.wen, words="没有破")
    data = {"order": gift.order.number, "after_sale": second.number}
    assert told(erp)[4:] == [("after_sale.requested", data), ("after_sale.rejected", data)]
    assert [kind for kind, _data in told(firm)][-2:] == [
        "gift.after_sale_requested",
        "gift.after_sale_rejected",
    ]


def test_a_refund_names_the_order_to_the_shop_and_the_gift_to_the_giver(world, erp, firm):
    gift = world.sent_gift()
    give_back([gift.pk], "declined")
    refund = gift.order.refunds.get()
    pay_back(refund.pk, world, subject=refund.subject)
    assert told(erp)[-1] == ("refund.succeeded", {"order": gift.order.number, "refund": refund.number})
    assert told(firm)[-1] == ("gift.refunded", {"gift": gift.code})


def pay_back(pk, world, **data):
    events.record_many("refund.succeeded", [(f"refund:{pk}", world.shop.pk, data | {"amount_fen": 8800})])


def test_late_money_that_goes_straight_back_concerns_no_partner(world, erp):
    pay_back(7, world, subject="attempt:9")
    assert told(erp) == []


def test_another_shop_and_another_partner_are_told_nothing(world, erp, firm):
    elsewhere = World(code="other", name="Elsewhere")
    other = Partner.objects.create(name="Other", shop=elsewhere.shop)
    nobody = Partner.objects.create(name="Nobody")
    world.accepted_gift()
    world.shop.suspend()
    assert told(other) == told(nobody) == []
    assert told(erp)[-1] == ("shop.suspended", {"shop": "tea-house"})


def test_nothing_from_before_there_was_the_partner(world):
    world.sent_gift()
    erp = Partner.objects.create(name="Late", shop=world.shop)
    Partner.objects.filter(pk=erp.pk).update(created_at="2100-01-01T00:00Z")
    assert told(erp) == []


def test_no_event_holds_a_price_a_person_or_what_the_other_side_must_not_know(world, erp, firm):
    gift = world.accepted_gift()
    fulfilment.ship(gift.order.pk, carrier="SF", tracking_number="SF5550001112223")
    Order.objects.filter(pk=gift.order.pk).update(locked_until=None)
    asking.request(gift.order.pk, by=world.bo, kind="refund", reason="damaged", words="破了")
    everything = " ".join(str(row) for row in [*told(erp), *told(firm)])
    for secret in ("8800", "Bo", "王小波", "1380", "SF5", "fen", gift.order.payment.number, "破了"):
        assert secret not in everything
    assert gift.code not in str(told(erp)) and gift.order.number not in str(told(firm))


def test_every_kind_in_the_tables_is_one_that_the_shop_records():
    found = subprocess.run(
        ["grep", "-rhoE", "--include=*.py", r'"(order|gift|aftersale|refund|shop|sharer)[.][a-z_]+"', "orders",
         "gifts", "payments", "shops", "sharers"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    made = {"shop.active", "shop.suspended", "sharer.suspended", "sharer.resumed"}
    made |= {f"gift.{state}" for state in ("declined", "expired", "suspended")}
    told = {kind for kind in kinds.OF_SHOP | kinds.OF_GIVER if not kind.startswith("aftersale.")}
    assert told - made <= {line.strip('"') for line in found.split()}


def test_an_event_that_cannot_be_told_is_passed_over_and_shouted_about(world, erp, caplog):
    events.record("order.paid", "order:999999", shop_id=world.shop.pk)
    world.own_order(paid=False)
    assert [kind for kind, _data in told(erp)] == ["order.placed"]
    assert "cannot be told" in caplog.text


def test_deliveries_are_made_for_those_that_want_the_type(world, db):
    wants = new_endpoint("https://a.example/", shop=world.shop, types=["order.paid"])
    everything = new_endpoint("https://b.example/", shop=world.shop)
    other = new_endpoint("https://c.example/", shop=world.shop, types=["order.shipped"])
    disabled = new_endpoint("https://d.example/", shop=world.shop)
    disabled.disable("partner")
    suspended = new_endpoint("https://e.example/", shop=world.shop)
    suspended.application.partner.suspend()
    world.own_order()
    told(wants.application.partner)
    assert [row.event.type for row in wants.deliveries.all()] == ["order.paid"]
    found = everything.deliveries.order_by("pk")
    assert [row.event.type for row in found] == ["order.placed", "order.paid"]
    assert not Delivery.objects.filter(endpoint__in=[other, disabled, suspended]).exists()


def test_a_test_goes_to_its_endpoint_alone_whatever_types_it_wants(world):
    mine = new_endpoint("https://a.example/", shop=world.shop, types=["order.paid"])
    beside = mine.application.endpoints.create(url="https://b.example/", secret="whsec_eA==")
    mine.test()
    assert told(mine.application.partner) == [("webhook.test", {"endpoint": mine.pk})]
    assert mine.deliveries.get().event.type == "webhook.test" and not beside.deliveries.exists()


def test_that_an_endpoint_was_disabled_is_told(world):
    mine = new_endpoint("https://a.example/", shop=world.shop)
    mine.disable("gone")
    mine.disable("failing")
    assert told(mine.application.partner) == [("webhook.disabled", {"endpoint": mine.pk})]


def test_reading_asks_the_same_however_many_events(world, erp, firm):
    new_endpoint("https://a.example/", shop=world.shop)

    def asked(n):
        before = Event.objects.order_by("-pk").first().pk
        for _ in range(n):
            world.accepted_gift()
        batch = list(Event.objects.filter(pk__gt=before).order_by("pk"))
        with CaptureQueriesContext(connection) as found:
            feed.tell(batch)
        return len(found)

    world.own_order()
    assert asked(1) == asked(3) <= 16


# --- At the same time ------------------------------------------------------------------------------------------------


@contextmanager
def other_connection():
    other = psycopg2.connect(**connection.get_connection_params())
    try:
        yield other
    finally:
        other.close()


def follow(partner, after, seen, until):
    """As `GET /events` does: read on from the last id, until nothing more comes."""
    while not until.is_set():
        for pk, source in partner.events.filter(pk__gt=after).order_by("pk").values_list("pk", "source")[:7]:
            after, _kept = pk, seen.append(source)
        time.sleep(0.005)


def record(world, n):
    for _ in range(n):
        events.record("shop.suspended", f"shop:{world.shop.pk}", shop_id=world.shop.pk)


def test_a_follower_misses_and_repeats_nothing_whatever_overlaps(committed_world):
    """Many writers, many readers, one transaction that began first and commits last, and followers all the time."""
    world = committed_world
    partner = Partner.objects.create(name="ERP", shop=world.shop)
    new_endpoint("https://a.example/", shop=world.shop)
    until, followers = threading.Event(), [[], []]

    def read_on():
        for _ in range(60):
            feed.read(limit=5)
            time.sleep(0.005)

    def end():
        time.sleep(1.5)
        slow.commit()
        until_events_can_be_read()
        while feed.read():
            pass
        time.sleep(0.3)
        until.set()

    with other_connection() as slow:
        slow.cursor().execute(
            "INSERT INTO giftshop_event (subject, kind, shop_id, data) VALUES (%s, 'shop.suspended', %s, '{}')",
            [f"shop:{world.shop.pk}", world.shop.pk],
        )
        outcomes = together(
            *[lambda: record(world, 20)] * 4,
            *[read_on] * 3,
            *[lambda seen=seen: follow(partner, 0, seen, until) for seen in followers],
            end,
        )
    assert outcomes == [None] * len(outcomes)
    there = set(Event.objects.filter(kind="shop.suspended").values_list("pk", flat=True))
    assert len(there) == 81
    for seen in followers:
        assert len(seen) == 81 and set(seen) == there
    assert Delivery.objects.count() == 81


def test_a_reader_that_dies_leaves_neither_rows_nor_deliveries(committed_world, monkeypatch):
    world = committed_world
    endpoint = new_endpoint("https://a.example/", shop=world.shop)
    record(world, 3)
    until_events_can_be_read()
    with monkeypatch.context() as broken:
        broken.setattr(Delivery.objects, "bulk_create", lambda rows: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            feed.read()
    assert not PartnerEvent.objects.exists()
    while feed.read():
        pass
    assert endpoint.deliveries.count() == 3 == endpoint.application.partner.events.count()
