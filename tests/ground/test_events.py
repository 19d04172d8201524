"""Reading events: none is lost, none is read twice, however transactions overlap."""

import threading
from contextlib import contextmanager

import psycopg2
import pytest
from django.db import connection

from giftshop import events
from giftshop.models import Event, EventCursor
from tests.threads import together, until_events_can_be_read


@contextmanager
def other_connection():
    other = psycopg2.connect(**connection.get_connection_params())
    try:
        yield other
    finally:
        other.close()


def write_elsewhere(other, kind):
    """An event of a transaction that goes on."""
    other.cursor().execute(
        "INSERT INTO giftshop_event (subject, kind, data) VALUES ('gift:1', %s, '{}') RETURNING id", [kind]
    )


def read_all(name="reader", limit=500):
    """The kinds that this reader gets once nothing older runs."""
    until_events_can_be_read()
    return read(name, limit)


def read(name="reader", limit=500):
    """The kinds that this reader gets now."""
    kinds = []
    events.read(name, lambda batch: kinds.extend(event.kind for event in batch), limit=limit)
    return kinds


def test_an_event_committed_late_is_not_lost(committed_db):
    with other_connection() as other:
        write_elsewhere(other, "late")
        events.record("early", "gift:2")
        assert Event.objects.get().kind == "early"
        assert read() == []  # the other transaction may yet commit what sorts before it
        other.commit()
        assert read_all() == ["late", "early"]
    assert read() == []


def test_an_event_of_a_transaction_that_began_first_and_wrote_last_is_not_lost(committed_db):
    """Its transaction number is the older one, its id the younger one."""
    with other_connection() as other:
        other.cursor().execute("SELECT pg_current_xact_id()")
        events.record("early", "gift:2")
        write_elsewhere(other, "late")
        assert read() == []
        other.commit()
        late, early = Event.objects.order_by("xid", "id")
        assert (late.kind, early.kind) == ("late", "early")
        assert late.pk > early.pk
        assert read_all() == ["late", "early"]


def test_what_was_rolled_back_holds_nobody_up(committed_db):
    with other_connection() as other:
        write_elsewhere(other, "never")
        events.record("early", "gift:2")
        assert read() == []
        other.rollback()
        assert read_all() == ["early"]


def test_a_reader_that_comes_between_misses_nothing_of_many_overlapping_writers(committed_db):
    seen = []
    with other_connection() as slow, other_connection() as slower:
        write_elsewhere(slow, "slow")
        events.record("first", "gift:1")
        seen += read()
        write_elsewhere(slower, "slower")
        slow.commit()
        seen += read()
        events.record("second", "gift:1")
        seen += read()
        slower.commit()
        seen += read_all()
    assert sorted(seen) == ["first", "second", "slow", "slower"]
    assert len(seen) == 4


def test_events_come_in_portions_and_in_order(committed_db):
    for n in range(7):
        events.record(f"kind.{n}", "gift:1")
    assert [read_all(limit=3) for _ in range(4)] == [
        ["kind.0", "kind.1", "kind.2"],
        ["kind.3", "kind.4", "kind.5"],
        ["kind.6"],
        [],
    ]


def test_readers_with_different_names_have_places_of_their_own(committed_db):
    events.record("one", "gift:1")
    assert read_all("first") == ["one"]
    events.record("two", "gift:1")
    assert read_all("first") == ["two"]
    assert read_all("second") == ["one", "two"]


def test_the_place_moves_only_with_its_effects(committed_db):
    events.record("one", "gift:1")

    def handle_and_die(batch):
        EventCursor.objects.create(name="effect")
        raise RuntimeError("killed")

    assert read_all() == ["one"]
    events.record("two", "gift:1")
    until_events_can_be_read()
    with pytest.raises(RuntimeError):
        events.read("reader", handle_and_die)
    assert not EventCursor.objects.filter(name="effect").exists()
    assert read_all() == ["two"]


def test_while_one_reader_is_at_work_another_of_its_name_finds_nothing_and_does_not_wait(committed_db):
    read()  # the cursor is there
    events.record("one", "gift:1")
    until_events_can_be_read()
    at_work, go_on, handled = threading.Event(), threading.Event(), []

    def slowly(batch):
        at_work.set()
        assert go_on.wait(30)
        handled.extend(batch)

    first = threading.Thread(target=lambda: together(lambda: events.read("reader", slowly)))
    first.start()
    assert at_work.wait(30)
    assert read() == []
    go_on.set()
    first.join(30)
    assert len(handled) == 1
    assert read() == []


def test_many_readers_of_one_name_handle_each_event_once(committed_db):
    for n in range(40):
        events.record(f"kind.{n:02}", "gift:1")
    until_events_can_be_read()
    handled = []

    def keep_reading():
        for _ in range(20):
            handled.extend(read(limit=3))

    together(*[keep_reading] * 4)
    assert handled == sorted(handled)
    assert len(handled) == 40


def test_events_of_a_transaction_that_is_not_over_are_not_read_in_it(committed_db):
    with other_connection() as other:
        write_elsewhere(other, "mine")
        query = """SELECT count(*) FROM giftshop_event
                   WHERE xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint"""
        cursor = other.cursor()
        cursor.execute(query)
        assert cursor.fetchone() == (0,)
