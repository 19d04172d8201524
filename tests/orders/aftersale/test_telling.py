"""Who is told what of an after-sale, and what of it is kept about a person."""

import json

import pytest
from django.utils import translation

from accounts import erasure, export
from accounts.notices import words
from accounts.ports import NOTICES, Notice
from giftshop.models import Event
from orders import fulfilment
from orders.aftersale import answering, asking, goodwill, proposing
from orders.models import Order, SplitLine
from sharers import commissions
from tests.orders.aftersale.conftest import TRACKING, make_due, now


def told(world):
    """(person, words) of the newest event that concerns an after-sale."""
    event = Event.objects.filter(kind__startswith="aftersale.").latest("pk")
    names = {world.person(name).pk: name for name in ["mei", "bo"]}
    with translation.override("en"):
        notices = [Notice(*notice) for notice in NOTICES[event.kind](event)]
        return {(names[n.user_id], words(n.kind or event.kind, n.data).split(".")[0]) for n in notices}


def test_of_an_own_order_the_buyer_is_told_what_others_do(counter, world):
    aftersale = counter.returned()
    assert told(world) == set()
    answering.approve(aftersale.pk, by=world.wen)
    assert told(world) == {("mei", "The shop agrees to your return")}
    asking.post_back(aftersale.pk, carrier="SF", tracking_number=TRACKING)
    answering.receive(aftersale.pk, by=world.wen)
    assert told(world) == {("mei", "Your request is granted")}
    rejected = counter.asked()
    answering.reject(rejected.pk, by=world.wen, words="不")
    assert told(world) == {("mei", "The shop has said no to your request")}
    asking.appeal(rejected.pk, words="是")
    answering.dismiss(rejected.pk, by=world.chen, words="不")
    assert told(world) == {("mei", "The operator has said no to your request")}
    unshipped = counter.asked(counter.to_ship())
    fulfilment.ship(unshipped.order_id, carrier="SF", tracking_number=TRACKING)
    assert told(world) == {("mei", "The shop has shipped your order, which ends your request for the money")}


def test_of_a_gift_each_side_is_told_its_part(counter, world):
    gift = counter.gift("shipped")
    proposal = proposing.propose(gift.order_id, kind="refund", reason="damaged")
    assert told(world) == {("bo", "Mei suggests an after-sale for your gift")}
    proposing.confirm(proposal.pk, by=world.bo)
    assert told(world) == {("mei", "An after-sale has been opened for your gift")}
    answering.reject(proposal.pk, by=world.wen, words="不")
    assert told(world) == {
        ("mei", "The after-sale of your gift was rejected"),
        ("bo", "The shop has said no to your request"),
    }
    asking.appeal(proposal.pk, words="是")
    answering.approve(proposal.pk, by=world.chen)
    assert told(world) == {
        ("mei", "The after-sale of your gift is granted"),
        ("bo", "Your request is granted"),
    }


def test_whoever_waits_for_a_gift_hears_that_the_giver_took_it_back(counter, world):
    gift = counter.gift()
    Order.objects.update(ship_due_at=gift.order.ship_due_at - 3 * proposing.settings.OVERDUE_AFTER)
    proposing.refund_overdue(gift.order_id, by=world.mei)
    assert told(world) == {("bo", "The shop did not ship a gift for you in time")}


def test_kindness_is_told_to_the_one_who_paid(counter, world):
    order = counter.completed()
    fulfilment.release([order.pk])
    goodwill.refund_released(order.pk, by=world.wen, goods_fen=100)
    assert told(world) == {("mei", "The shop gives you money back for your order")}


def test_the_copy_of_ones_data_has_amounts_for_the_one_who_paid(counter, world):
    gift = counter.gift("shipped")
    counter.asked(gift.order, by=world.bo, words="碎了")
    counter.asked(goods_fen=300, words="少了")
    mei, bo = json.loads(export.of(world.mei)), json.loads(export.of(world.bo))
    [own] = mei["orders"][0]["aftersales"]
    assert (own["words"], own["goods_fen"], own["state"]) == ("少了", 300, "requested")
    assert mei["gifts_sent"][0]["aftersales"] == [
        {"kind": "refund", "state": "requested", "goods_fen": 8800, "freight_fen": 0}
    ]
    [received] = bo["gifts_received"][0]["aftersales"]
    assert received["words"] == "碎了" and not [name for name in received if name.endswith("_fen")]


def test_who_leaves_takes_their_words_along(counter, world):
    gift = counter.gift("shipped")
    aftersale = counter.asked(gift.order, by=world.bo, words="碎了")
    erasure.erase(user=world.bo)
    assert (now(aftersale).words, now(aftersale).state) == ("", "requested")


@pytest.mark.parametrize("goods_fen, pending", [(100, 1321), (None, 0)])
def test_commission_follows_what_goes_back(counter, world, goods_fen, pending):
    order = counter.shipped()
    SplitLine.objects.create(order=order, payee_key=f"user:{world.lin.pk}", bps=755)
    assert commissions.pending_fen(world.lin) == 1328
    answering.approve(counter.asked(order, goods_fen=goods_fen).pk, by=world.wen)
    assert commissions.pending_fen(world.lin) == pending
    [line] = commissions.of(world.lin)
    if goods_fen is None:
        assert (line.state, line.amount_fen) == (commissions.State.CANCELLED, 1328)


def test_commission_that_is_settled_stays_settled(counter, world):
    order = counter.completed()
    SplitLine.objects.create(order=order, payee_key=f"user:{world.lin.pk}", bps=755)
    make_due(order, "release_due_at")
    fulfilment.release([order.pk])
    goodwill.refund_released(order.pk, by=world.wen, goods_fen=17600)
    assert now(order).state == "refunded"
    assert commissions.pending_fen(world.lin) == 0
    assert order.splits.get().fen == 1328
