import time

import psycopg2
import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.functional import lazy, lazystr

from accounts import notices
from accounts.models import Notification, UndeliveredEvent
from accounts.notices import READER, deliver, deliver_late, notify
from accounts.ports import NOTICE_TEXTS, NOTICES, Notice
from giftshop import deadlines, events
from giftshop.models import Event, EventCursor
from tests.accounts.people import person, together


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """What an app above would register."""
    monkeypatch.setattr(NOTICES, "_handlers", {})
    monkeypatch.setattr(NOTICE_TEXTS, "_handlers", {})
    NOTICES.register("tea.poured", poured)
    NOTICES.register("tea.spilt", spilt)
    NOTICE_TEXTS.register("tea.poured", lazystr("%(by)s pours tea for you"))
    NOTICE_TEXTS.register("tea.poured.host", lazystr("You have poured tea"))


def poured(event):
    yield event.data["guest"], "/gifts/", {"by": "Wen"}
    if host := event.data.get("host"):
        yield Notice(host, "/gifts/", {}, "tea.poured.host")


def spilt(event):
    raise RuntimeError("the cup is broken")


def pour(user, **data):
    events.record("tea.poured", "tea:1", guest=user.pk, **data)


def committed(user):
    with transaction.atomic():
        pour(user)


def settle():
    """Sweep until every event is read. Another test's transaction on this server may hold the reader back."""
    until = time.monotonic() + 30
    while not _all_read():
        assert time.monotonic() < until, "the reader does not come to the end"
        notify()


def _all_read():
    cursor = EventCursor.objects.filter(name=READER).values_list("xid", "event_id").first()
    return cursor == Event.objects.order_by("xid", "id").values_list("xid", "id").last()


def test_the_sweep_is_registered_under_the_name_of_the_schedule():
    assert READER == "accounts.notify" and READER in deadlines.names()


def test_a_notice_comes_from_an_event_and_is_there_once(committed_db):
    mei = person("mei")
    committed(mei)
    settle()
    assert deliver() == 0
    [notice] = Notification.objects.all()
    assert (notice.user, notice.kind, notice.url) == (mei, "tea.poured", "/gifts/")


def test_both_sides_are_told_in_their_own_words(committed_db):
    mei, bo = person("mei"), person("bo")
    with transaction.atomic():
        pour(mei, host=bo.pk)
    settle()
    said = {n.user_id: notices.words(n.kind, n.data) for n in Notification.objects.all()}
    assert said == {mei.pk: "Wen pours tea for you", bo.pk: "You have poured tea"}


def test_an_event_nobody_cares_for_is_passed_over(committed_db):
    events.record("tea.cooled", "tea:1")
    settle()
    assert not Notification.objects.exists() and not UndeliveredEvent.objects.exists()


def test_reading_the_same_events_again_adds_nothing(committed_db):
    committed(person("mei"))
    settle()
    EventCursor.objects.all().delete()
    settle()
    assert Notification.objects.count() == 1 and not UndeliveredEvent.objects.exists()


def test_many_readers_at_once_deliver_each_notice_once(committed_db):
    mei, written = person("mei"), []

    def write():
        for _ in range(40):
            committed(mei)
            written.append(1)

    def read():
        while len(written) < 80:
            deliver(limit=3)

    assert together(write, write, read, read, read) == []
    settle()
    told = list(Notification.objects.values_list("event_id", flat=True))
    assert len(told) == len(set(told)) == 80
    assert set(told) == set(Event.objects.values_list("pk", flat=True))


def test_an_event_of_a_long_transaction_is_told_late_but_told(committed_db):
    """It has the smaller id and commits after a reader has come by: a cursor of ids alone would lose it."""
    mei = person("mei")
    slow = psycopg2.connect(**_params())
    try:
        cursor = slow.cursor()
        cursor.execute(
            "INSERT INTO giftshop_event (subject, kind, data) VALUES ('tea:0', 'tea.poured', %s) RETURNING id",
            [f'{{"guest": {mei.pk}}}'],
        )
        early = cursor.fetchone()[0]
        committed(mei)
        assert deliver() == 0
        slow.commit()
    finally:
        slow.close()
    settle()
    told = list(Notification.objects.order_by("id").values_list("event_id", flat=True))
    assert told == [early, early + 1]


def test_a_reader_that_dies_half_way_leaves_no_notice_and_loses_none(committed_db, monkeypatch):
    committed(person("mei"))

    def die(self, *args, **kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(EventCursor, "save", die)
        settle()
    assert not Notification.objects.exists()
    settle()
    assert Notification.objects.count() == 1


def test_a_poison_event_holds_nobody_elses_notice_up(committed_db):
    mei = person("mei")
    committed(mei)
    events.record("tea.spilt", "tea:2")
    committed(mei)
    settle()
    assert Notification.objects.count() == 2
    assert UndeliveredEvent.objects.get().event.kind == "tea.spilt"


def test_a_poison_event_is_tried_again_later_and_told_when_it_works(committed_db, monkeypatch):
    mei = person("mei")
    events.record("tea.spilt", "tea:2")
    settle()
    assert deliver_late() == 0
    _due()
    assert deliver_late() == 1 and UndeliveredEvent.objects.get().tries == 1
    assert deliver_late() == 0
    monkeypatch.setitem(NOTICES._handlers, "tea.spilt", lambda event: [(mei.pk, "/gifts/", {"by": "Lin"})])
    NOTICE_TEXTS.register("tea.spilt", lazystr("%(by)s spilt the tea"))
    _due()
    notify()
    assert Notification.objects.get().kind == "tea.spilt" and not UndeliveredEvent.objects.exists()


@pytest.mark.parametrize(
    "notice",
    [
        ("https://evil.example/", {"by": "x"}, ""),
        ("//evil.example/", {"by": "x"}, ""),
        ("/gifts/", {}, ""),
        ("/gifts/", {}, "unheard.of"),
    ],
)
def test_a_notice_that_leads_elsewhere_or_cannot_be_read_is_not_delivered(committed_db, monkeypatch, notice):
    mei = person("mei")
    monkeypatch.setitem(NOTICES._handlers, "tea.spilt", lambda event: [(mei.pk, *notice)])
    NOTICE_TEXTS.register("tea.spilt", lazystr("%(by)s spilt the tea"))
    events.record("tea.spilt", "tea:2")
    settle()
    assert not Notification.objects.exists() and UndeliveredEvent.objects.count() == 1


def test_nobody_who_left_gets_a_notice(committed_db):
    mei = person("mei")
    type(mei).objects.filter(pk=mei.pk).update(erased_at="2026-01-01T00:00Z", email="")
    committed(mei)
    settle()
    assert not Notification.objects.exists()


def note(user, event_id=1, **fields):
    fields = {"kind": "tea.poured", "data": {"by": "Wen"}, "url": "/gifts/"} | fields
    return Notification.objects.create(user=user, event_id=event_id, **fields)


def test_the_list_shows_ones_own_notices_only(as_mei, mei, bo):
    note(mei)
    note(bo, data={"by": "Somebody else"})
    page = as_mei.get(reverse("accounts:notices")).content.decode()
    assert "Wen pours tea for you" in page and "Somebody else" not in page


def test_words_are_made_in_the_language_of_the_reader(as_mei, mei):
    NOTICE_TEXTS._handlers["tea.poured"] = lazystr_by_language()
    note(mei)
    for language, words in [("en", "tea from Wen"), ("zh-hans", "Wen 请你喝茶")]:
        page = as_mei.get(reverse("accounts:notices"), headers={"accept-language": language})
        assert words in page.content.decode()


def lazystr_by_language():
    def words():
        return "tea from %(by)s" if translation.get_language() == "en" else "%(by)s 请你喝茶"

    return lazy(words, str)()


def test_a_nickname_in_a_notice_is_no_markup(as_mei, mei):
    note(mei, data={"by": "<script>alert(1)</script>"})
    assert "<script>alert" not in as_mei.get(reverse("accounts:notices")).content.decode()


def test_a_kind_that_is_gone_does_not_break_the_list(as_mei, mei):
    note(mei, kind="tea.forgotten")
    assert as_mei.get(reverse("accounts:notices")).status_code == 200


def test_opening_a_notice_marks_it_as_read_and_goes_there(as_mei, mei):
    notice = note(mei)
    assert as_mei.post(reverse("accounts:notice", args=[notice.pk]))["Location"] == "/gifts/"
    notice.refresh_from_db()
    assert notice.read_at


def test_looking_at_the_list_marks_nothing_as_read(as_mei, mei):
    note(mei)
    as_mei.get(reverse("accounts:notices"))
    assert mei.notifications.unread().count() == 1


def test_nobody_opens_the_notice_of_another(as_mei, bo):
    notice = note(bo)
    assert as_mei.post(reverse("accounts:notice", args=[notice.pk])).status_code == 404
    as_mei.post(reverse("accounts:notices_read"))
    assert bo.notifications.unread().count() == 1


def test_all_are_marked_as_read_at_once(as_mei, mei):
    note(mei)
    note(mei, 2)
    as_mei.post(reverse("accounts:notices_read"))
    assert not mei.notifications.unread().exists()


def test_the_bell_counts_what_is_unread_and_says_nothing_to_visitors(client, as_mei, mei, bo):
    url = reverse("accounts:notices_unread")
    note(mei)
    note(mei, 2)
    note(bo)
    assert "2" in as_mei.get(url).content.decode()
    as_mei.logout()
    response = client.get(url)
    assert response.status_code == 200 and response.content.strip() == b""
    assert response["Cache-Control"] == "no-store"


def test_a_long_list_comes_in_pages(as_mei, mei, django_assert_max_num_queries):
    for number in range(35):
        note(mei, number)
    with django_assert_max_num_queries(6):
        page = as_mei.get(reverse("accounts:notices"))
    assert len(page.context["notices"]) == 30
    older = as_mei.get(reverse("accounts:notices"), {"before": page.context["older"]})
    assert len(older.context["notices"]) == 5 and older.context["older"] is None
    assert as_mei.get(reverse("accounts:notices"), {"before": "1" * 40}).status_code == 200


def _due():
    UndeliveredEvent.objects.update(retry_at="2026-01-01T00:00Z")


def _params():
    params = connection.get_connection_params()
    return {k: v for k, v in params.items() if k in {"dbname", "user", "password", "host", "port"}}
