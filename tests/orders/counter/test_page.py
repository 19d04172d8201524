"""An order's page: what it says to whom, its history, and what staff note for each other."""

import pytest
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts import erasure
from giftshop.clock import db_now
from orders import fulfilment
from orders.models import Delivery, OrderNote
from orders.refusals import WordsMissing
from tests.orders.counter.conftest import due_in


def page(order):
    return f"/admin/orders/order/{order.pk}/change/"


def note(order):
    return f"/admin/orders/order/{order.pk}/note/"


def test_a_clerk_reads_the_address_and_no_amount(clerk, owner, world):
    order = world.own_order()
    text = clerk.get(page(order)).text
    assert "文三路 100 号" in text and "13800138000" in text
    assert "¥" not in text
    assert "¥88" in owner.get(page(order)).text


def test_the_operator_goes_on_to_the_gift(operator, owner, world):
    gift = world.accepted_gift()
    link = f"/admin/gifts/gift/{gift.pk}/change/"
    assert link in operator.get(page(gift.order)).text
    assert link not in owner.get(page(gift.order)).text
    assert "How the gift stands" not in operator.get(page(world.own_order())).text


def test_the_page_tells_the_history_in_its_order(owner, world):
    order = world.own_order()
    owner.post(note(order), {"words": "客户要周五前到"})
    owner.post(page(order), {"carrier": "SF", "tracking_number": "SF1234567890123"})
    story = owner.get(page(order)).context["story"]
    assert [moment.at for moment in story] == sorted(moment.at for moment in story)
    assert [moment.words for moment in story if moment.is_note] == ["客户要周五前到"]
    assert [moment.by for moment in story if moment.by] == ["Wen", "Wen"]
    assert story[-1].is_next


def test_a_deadline_that_has_passed_is_marked(owner, world):
    order = world.own_order()
    due_in(order, -1)
    assert owner.get(page(order)).context["story"][-1].is_over


def test_the_history_keeps_no_amount_that_a_clerk_could_read(owner, clerk, world):
    order = world.own_order()
    fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1234567890123")
    fulfilment.confirm(order.pk)
    fulfilment.release([order.pk])
    owner.post(page(order), {"goods_fen": "12.34"})
    assert "1234" not in LogEntry.objects.get().get_change_message()
    assert "12.34" not in clerk.get(page(order)).text
    assert "12.34" not in clerk.get(f"/admin/orders/order/{order.pk}/history/").text


def test_staff_note_something_whatever_the_orders_state(clerk, world):
    order = world.own_order(paid=False)
    clerk.post(note(order), {"words": "  先别发  "})
    assert [(row.words, row.author) for row in order.notes.all()] == [("先别发", world.lin)]
    assert "先别发" in clerk.get(page(order)).text


@pytest.mark.parametrize("words", ["", "   ", "x" * 501, "a\0b"])
def test_what_is_no_note_is_refused_with_words(clerk, world, words):
    order = world.own_order()
    answer = clerk.post(note(order), {"words": words}, follow=True)
    assert answer.status_code == 200 and list(answer.context["messages"])
    assert not order.notes.exists()


def test_a_note_without_words_is_refused_by_the_verb(world):
    with pytest.raises(WordsMissing):
        OrderNote.write(world.own_order(), by=world.wen, words=" ")


def test_a_stranger_and_a_visitor_note_nothing(stranger, client, world):
    order = world.own_order()
    assert stranger.post(note(order), {"words": "x"}).status_code == 404
    assert client.post(note(order), {"words": "x"}).status_code == 302
    assert not OrderNote.objects.exists()


def test_a_note_is_not_written_by_a_link(clerk, world):
    assert clerk.get(note(world.own_order())).status_code == 405


def test_what_a_partners_program_did_carries_its_name(owner, world):
    shipped, withdrawn, by_hand = world.own_order(), world.own_order(), world.own_order()
    sent = {"carrier": "SF", "tracking_number": "SF1234567890123"}
    fulfilment.ship(shipped.pk, program="Tea ERP", **sent)
    fulfilment.withdraw(withdrawn.pk, stock_left=1, program="Tea ERP")
    fulfilment.ship(by_hand.pk, **sent)
    for order, count in [(shipped, 1), (withdrawn, 1), (by_hand, 0)]:
        assert owner.get(page(order)).text.count("Tea ERP") == count


@pytest.mark.parametrize("author", [{}, {"by": True, "program": "Tea ERP"}])
def test_a_note_has_one_author(world, author):
    author = author | ({"by": world.wen} if author else {})
    order = world.own_order()
    with pytest.raises(IntegrityError), transaction.atomic():
        OrderNote.write(order, words="一", **author)


@pytest.mark.parametrize(
    "change",
    [{"words": "other"}, {"at": db_now}, {"words": "", "order_id": 1}, {"words": "", "program": "x"}],
)
def test_the_database_refuses_to_rewrite_a_note(world, change):
    written = OrderNote.write(world.own_order(), by=world.wen, words="一")
    change = {name: value() if callable(value) else value for name, value in change.items()}
    with pytest.raises(IntegrityError), transaction.atomic():
        OrderNote.objects.filter(pk=written.pk).update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        written.delete()


def test_a_note_is_forgotten_together_with_the_address(owner, world):
    order = world.own_order()
    OrderNote.write(order, by=world.wen, words="改送 13912345678")
    fulfilment.shred([Delivery.objects.get(order=order).pk])
    assert OrderNote.objects.get().words == ""
    assert "13912345678" not in owner.get(page(order)).text


def test_a_note_is_forgotten_when_the_parcels_owner_leaves(world):
    order = world.own_order()
    OrderNote.write(order, by=world.wen, words="王小波本人签收")
    fulfilment.ship(order.pk, carrier="SF", tracking_number="SF1234567890123")
    erasure.erase(user=world.mei)
    assert OrderNote.objects.get().words == ""


def test_the_buyer_never_reads_a_note(client, world):
    order = world.own_order()
    OrderNote.write(order, by=world.wen, words="挑剔的客人")
    client.force_login(world.mei)
    assert "挑剔" not in client.get(f"/orders/{order.number}/").text
    assert "挑剔" not in client.get("/account/me/export/").text


def test_the_page_asks_the_same_number_of_queries_however_many_notes(owner, world):
    order = world.own_order()

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert owner.get(page(order)).status_code == 200
        return len(queries)

    OrderNote.write(order, by=world.wen, words="一")
    asked()  # what a process learns once, such as the kinds of rows
    few = asked()
    for words in "二三四":
        OrderNote.write(order, by=world.person(words), words=words)
    assert asked() == few <= 14
