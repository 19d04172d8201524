"""A shop sees who shares it and what that costs; a person makes links and sees what they earn."""

import pytest
from django.utils.timezone import localdate

from giftshop.clock import db_now
from sharers.models import Attribution, Channel, LinkDay, Promoter, ShareLink, Sharer, Showcase
from shops.models import Shop
from tests.api.counting import queries
from tests.api.shop_side import other_shop


@pytest.fixture
def erp(world, api, application):
    return api.by(application(shop=world.shop))


@pytest.fixture
def lins(world):
    return Sharer.objects.bind(shop=world.shop, user=world.lin, rate_bps=1000)


@pytest.fixture
def lin(world, api, lins):
    return api.as_(world.lin)


def bought(world, link, make="own_order", **fields):
    Attribution.objects.remember(world.mei, link, world.shop.pk)
    LinkDay.objects.add(link, localdate(db_now()), visits=2, newcomers=1, capped=1)
    return getattr(world, make)(**fields)


def test_a_shop_sees_who_shares_it_and_what_that_brought(world, erp, lins):
    bought(world, lins.shop_link)
    (seen,) = erp.get("/shop/sharers").json()["items"]
    assert (seen["nickname"], seen["state"], seen["rate_bps"]) == ("Lin", "active", 1000)
    assert seen["recent"] == {"currency": "CNY", "visits": 2, "orders": 1, "commission_fen": 880}
    lins.suspend()
    assert erp.get("/shop/sharers", {"state": "active"}).json()["items"] == []
    assert erp.get("/shop/sharers").json()["items"][0]["state"] == "suspended"


def test_a_shop_sees_what_sharing_costs_page_by_page(world, erp, lins):
    bought(world, lins.shop_link)
    till = Channel.objects.create(shop=world.shop, name="收银台", kind="till")
    LinkDay.objects.add(till.links.create(shop=world.shop), localdate(db_now()), visits=1)
    first = erp.get("/shop/commissions", {"limit": 1}).json()
    assert (first["count"], first["total"]["visits"], first["total"]["orders"]) == (2, 3, 1)
    assert [(item["kind"], item["name"]) for item in first["items"]] == [("sharer", "Lin")]
    second = erp.get("/shop/commissions", {"limit": 1, "cursor": first["next"]}).json()
    assert [(item["kind"], item["name"]) for item in second["items"]] == [("channel", "收银台")]
    assert second["next"] is None
    assert erp.get("/shop/commissions", {"month": "2020-01"}).json()["items"] == []


def test_a_cursor_of_another_list_is_refused(world, erp, lins):
    Sharer.objects.bind(shop=world.shop, user=world.bo)
    cursor = erp.get("/shop/sharers", {"limit": 1}).json()["next"]
    assert erp.get("/shop/commissions", {"cursor": cursor}).json()["code"] == "not-valid"


def test_another_shops_partner_sees_nobody(world, api, application, lins):
    other = api.by(application(shop=other_shop(world)))
    assert other.get("/shop/sharers").json()["items"] == []
    assert other.get("/shop/commissions").json()["items"] == []


def test_a_sharer_makes_a_link_once(world, lin):
    made = lin.post("/share-links", {"product": world.tea.pk})
    seen = made.json()
    assert made.status_code == 201 and made["Location"].endswith(f"/share-links/{seen['code']}")
    assert (seen["shared_as"], seen["product"]["id"], seen["shop"]["code"]) == (
        "sharer",
        world.tea.pk,
        "tea-house",
    )
    assert lin.post("/share-links", {"product": world.tea.pk}).json()["code"] == seen["code"]
    assert lin.post("/share-links", {"shop": "tea-house"}).json()["product"] is None
    assert ShareLink.objects.count() == 2
    assert [link["product"] is None for link in lin.get("/share-links").json()["items"]] == [False, True]


def test_a_link_names_one_thing_that_is_there(world, lin):
    for body in [{}, {"product": world.tea.pk, "shop": "tea-house"}, {"product": "7"}, {"showcase": "x"}]:
        assert lin.post("/share-links", body).json()["code"] == "not-valid"
    for body in [{"product": 999_999}, {"shop": "nowhere"}]:
        assert lin.post("/share-links", body).json()["code"] == "not-found"


def test_who_may_not_share_is_told_why(world, api):
    bo = api.as_(world.bo)
    assert bo.post("/share-links", {"product": world.tea.pk}).json()["code"] == "not-shared"
    Shop.objects.update(promoter_bps=500)
    Promoter.objects.join(world.bo).suspend()
    assert bo.post("/share-links", {"product": world.tea.pk}).json()["code"] == "sharing-suspended"
    assert bo.get("/share-links").json() == {"items": [], "next": None}
    assert bo.get("/commissions").json()["items"] == []


def test_a_program_shares_for_whoever_agreed(world, api, application, lins):
    link = lins.shop_link
    agreed = api.by(application(scopes=["share-links:read"]), user=world.lin)
    assert agreed.get(f"/share-links/{link.code}").status_code == 200
    assert agreed.post("/share-links", {"shop": "tea-house"}).json()["code"] == "scope-missing"
    assert agreed.get("/commissions").json()["code"] == "scope-missing"
    alone = api.by(application(shop=world.shop))
    for path in ["/share-links", "/commissions", "/commissions/days"]:
        assert alone.get(path).json()["code"] == "person-needed"


def test_a_link_tells_its_days(world, lin, lins):
    bought(world, lins.shop_link)
    seen = lin.get(f"/share-links/{lins.shop_link.code}").json()
    assert len(seen["days"]) == 30
    today = seen["days"][0]
    assert (today["visits"], today["newcomers"], today["capped"], today["orders"]) == (2, 1, 1, 1)
    assert (today["pending_fen"], today["settled_fen"]) == (880, 0)
    assert seen["recent"]["commission_fen"] == 880


def test_somebody_elses_links_are_not_found(world, api, lins):
    assert api.as_(world.bo).get(f"/share-links/{lins.shop_link.code}").json()["code"] == "not-found"


def test_a_showcases_link_is_among_them(world, api):
    Shop.objects.update(promoter_bps=500)
    showcase = Showcase.objects.open(Promoter.objects.join(world.bo), "好物")
    (seen,) = api.as_(world.bo).get("/share-links").json()["items"]
    assert seen["showcase"] == {"code": showcase.code, "name": "好物"}
    assert (seen["shop"], seen["product"], seen["shared_as"]) == (None, None, "promoter")


def test_commission_of_own_orders_is_told_one_by_one(world, lin, lins):
    order = bought(world, lins.shop_link, quantity=2)
    (seen,) = lin.get("/commissions").json()["items"]
    assert (seen["state"], seen["wechat_code"], seen["amount_fen"]) == ("pending", 20, 1760)
    assert (seen["goods_fen"], seen["back_fen"], seen["rate_bps"]) == (17600, 0, 1000)
    assert seen["reason"] and order.number not in str(seen) and "Mei" not in str(seen)
    assert lin.get("/commissions", {"state": "settled"}).json()["items"] == []
    assert lin.get("/commissions", {"state": "20"}).status_code == 422


def test_gifts_are_sums_of_days(world, lin, lins):
    bought(world, lins.shop_link, "accepted_gift")
    bought(world, lins.shop_link, "sent_gift", variant=world.variant("木匣"))
    assert lin.get("/commissions").json()["items"] == []
    seen = lin.get("/commissions/days").json()
    assert [(gift["count"], gift["state"], gift["amount_fen"]) for gift in seen["gifts"]] == [
        (2, "pending", 880)
    ]
    assert (seen["total"]["orders"], seen["total"]["pending_fen"]) == (2, 880)
    assert seen["days"][0]["pending_fen"] == 880
    assert lin.get("/commissions/days", {"month": "2020-02"}).json()["total"]["orders"] == 0
    assert lin.get("/commissions/days", {"month": "2190-02"}).json()["code"] == "not-valid"


def test_they_ask_the_same_number_of_queries_however_much_there_is(world, erp, lin, lins):
    Shop.objects.update(promoter_bps=500)
    code = lins.shop_link.code
    shops = ["/shop/sharers", "/shop/commissions"]
    persons = ["/share-links", f"/share-links/{code}", "/commissions", "/commissions/days"]

    def counted():
        return [queries(erp, path) for path in shops] + [queries(lin, path) for path in persons]

    def more(number):
        bought(world, lins.shop_link)
        bought(world, Sharer.objects.bind(shop=world.shop, user=world.person(f"s{number}")).shop_link)
        product = world.product(f"p{number}", f"P{number}", [("a", 100)])
        bought(world, lins.links.create(product=product), "accepted_gift", by=f"friend{number}")

    more(0)
    counted()
    few = counted()
    for number in (1, 2):
        more(number)
    assert counted() == few
    assert max(few) <= 12
