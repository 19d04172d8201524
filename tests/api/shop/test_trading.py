"""How a merchant's program opens and closes its shop."""

import pytest

from giftshop.models import Event
from shops.models import Shop


def test_a_program_sees_its_own_shop(world, erp, rivals):
    assert erp.get("/shop").json()["code"] == "tea-house"
    assert erp.get("/shop").json()["state"] == "active"
    assert rivals.get("/shop").json()["code"] == "rival"


def test_closing_changes_what_is_named_and_leaves_an_event(world, erp):
    seen = erp.patch("/shop", {"open": False, "closed_words": "春节休息"}).json()
    assert (seen["open"], seen["closed_words"], seen["gifting"]) == (False, "春节休息", True)
    shop = Shop.objects.get(code="tea-house")
    assert (shop.open, shop.closed_words) == (False, "春节休息")
    event = Event.objects.get(kind="shop.changed")
    assert (event.subject, event.shop_id) == (f"shop:{shop.pk}", shop.pk)
    assert event.data["fields"] == ["closed_words", "open"]
    assert event.data["by"].startswith("application:")


def test_saying_what_is_so_changes_nothing_and_leaves_no_event(world, erp):
    assert erp.patch("/shop", {"open": True}).status_code == 200
    assert erp.patch("/shop", {}).status_code == 200
    assert not Event.objects.filter(kind="shop.changed").exists()


def test_freight_gifting_and_provinces_can_be_set(world, erp):
    wishes = {
        "gifting": False,
        "freight_fen": 800,
        "gift_freight_fen": 0,
        "refuses_provinces": ["西藏自治区"],
    }
    seen = erp.patch("/shop", wishes).json()
    assert seen | wishes == seen


@pytest.mark.parametrize(
    "body",
    [
        {"open": "false"},
        {"open": None},
        {"freight_fen": -1},
        {"freight_fen": "8"},
        {"freight_fen": 100_000_001},
        {"refuses_provinces": ["Atlantis"]},
        {"refuses_provinces": "西藏自治区"},
        {"closed_words": "x" * 61},
        {"closed_words": "a\u202eb"},
        {"state": "active"},
        {"code": "mine"},
        {"merchant_number": "1900000001"},
        {"default_commission_bps": 0},
    ],
)
def test_what_cannot_be_set_is_refused_by_name(world, erp, body):
    response = erp.patch("/shop", body)
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"].startswith(f"#/{next(iter(body))}")


def test_a_change_does_not_undo_a_suspension_in_between(world, erp):
    shop = world.shop
    stale = Shop.objects.get(pk=shop.pk)
    shop.suspend()
    stale.change(by="application:1", open=False)
    assert Shop.objects.get(pk=shop.pk).state == "suspended"
    assert erp.get("/shop").json()["state"] == "suspended"
