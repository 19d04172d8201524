"""Many gifts for customers at once: a job to follow, whose items are placed or refused one by one."""

import pytest

from api import batches
from api.models import BatchItem
from gifts.models import Gift
from giftshop import deadlines
from payments.models import Payment
from shops.models import Variant
from tests.api.counting import queries


@pytest.fixture
def partner(api, application):
    return api.by(application(scopes=["gifts:read", "gifts:write"]))


def wish(world, customer="crm-1", **fields):
    return {
        "variant": world.variant().pk,
        "price_fen": 8800,
        "customer": {"external_id": customer, "nickname": "小明"},
    } | fields


def run():
    deadlines.run(batches.SWEEP)


def test_a_batch_is_taken_at_once_and_placed_by_a_worker(world, partner):
    answer = partner.post("/gift-batches", {"items": [wish(world, reference="row-1"), wish(world, "crm-2")]})
    assert answer.status_code == 202
    begun = answer.json()
    assert (begun["state"], begun["total"], begun["placed"]) == ("working", 2, 0)
    assert not Gift.objects.exists()
    run()
    done = partner.get(answer["Location"]).json()
    assert (done["state"], done["placed"], done["refused"]) == ("done", 2, 0)
    second, first = partner.get(f"/gift-batches/{begun['number']}/items").json()["items"]
    assert (first["position"], first["reference"], first["customer"]) == (0, "row-1", "crm-1")
    assert partner.get(f"/gifts/{second['gift']}").json()["customer"] == "crm-2"


def test_one_payment_covers_the_gifts_of_one_customer_in_one_shop(world, partner, client, settings):
    items = [wish(world), wish(world, greeting="二"), wish(world, "crm-2")]
    number = partner.post("/gift-batches", {"items": items}).json()["number"]
    run()
    single, both = partner.get(f"/gift-batches/{number}/payments").json()["items"]
    assert (both["customer"], both["amount_fen"], single["amount_fen"]) == ("crm-1", 17600, 8800)
    assert client.get(both["url"].removeprefix(settings.PUBLIC_URL)).status_code == 302
    payment = Payment.objects.get(number=both["number"])
    world.pay(payment.orders.first())
    assert Gift.objects.filter(state="pending", order__payment=payment).count() == 2


def test_a_payment_covers_no_more_orders_than_the_provider_takes(world, partner, settings):
    settings.ORDERS_PER_PAYMENT = 2
    partner.post("/gift-batches", {"items": [wish(world) for _ in range(5)]})
    run()
    assert sorted(Payment.objects.values_list("amount_fen", flat=True)) == [8800, 17600, 17600]


def test_what_cannot_be_sent_is_refused_by_itself_and_says_why(world, partner):
    Variant.objects.filter(pk=world.variant().pk).update(stock=1)
    items = [wish(world), wish(world), wish(world, variant=world.variant("木匣").pk)]
    number = partner.post("/gift-batches", {"items": items}).json()["number"]
    run()
    found = partner.get(f"/gift-batches/{number}/items", **{"Accept-Language": "en"}).json()["items"]
    told = {item["position"]: item["problem"] and item["problem"]["code"] for item in found}
    assert told == {0: None, 1: "out-of-stock", 2: "price-changed"}
    assert [item["result"] for item in found] == ["refused", "refused", "placed"]
    assert Payment.objects.get().amount_fen == 8800


def test_what_was_wished_for_is_forgotten_once_it_is_known(world, partner):
    partner.post("/gift-batches", {"items": [wish(world, greeting="只给你")]})
    run()
    assert BatchItem.objects.get().wish == {}


@pytest.mark.parametrize(
    ("items", "where"),
    [
        ([], "#/items"),
        ([{}], "#/items/0/customer"),
        ([{"customer": {"external_id": ""}}], "#/items/0/customer/external_id"),
    ],
)
def test_a_batch_that_cannot_be_read_is_refused_whole(world, partner, items, where):
    answer = partner.post("/gift-batches", {"items": items})
    assert answer.status_code == 422
    assert where in {error["pointer"] for error in answer.json()["errors"]}
    assert not BatchItem.objects.exists()


def test_a_batch_has_at_most_a_thousand_gifts(world, partner):
    answer = partner.post("/gift-batches", {"items": [wish(world)] * 1001})
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "max_length")
    assert partner.post("/gift-batches", {"items": [wish(world)] * 1000}).status_code == 202


def test_a_repeated_batch_is_one_batch(world, partner):
    body, key = {"items": [wish(world)]}, {"Idempotency-Key": "monday"}
    numbers = {partner.post("/gift-batches", body, **key).json()["number"] for _ in range(2)}
    run()
    assert len(numbers) == Gift.objects.count() == 1


def test_another_partners_batch_is_not_there(world, partner, api, application):
    number = partner.post("/gift-batches", {"items": [wish(world)]}).json()["number"]
    other = api.by(application())
    for path in ("", "/items", "/payments"):
        assert other.get(f"/gift-batches/{number}{path}").status_code == 404
    assert other.get("/gift-batches").json()["items"] == []
    assert api.as_(world.mei).get("/gift-batches").json()["code"] == "partner-needed"


def test_the_lists_ask_as_many_queries_for_three_as_for_one(world, partner):
    def asked(count):
        number = partner.post(
            "/gift-batches", {"items": [wish(world, f"c{n}") for n in range(count)]}
        ).json()["number"]
        run()
        return [
            queries(partner, f"/gift-batches{path}")
            for path in ("", f"/{number}/items", f"/{number}/payments")
        ]

    asked(1)
    assert asked(1) == asked(3)
