"""Notices by e-mail: to confirmed addresses only, each once, and off with one click."""

import smtplib

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.postgres.functions import TransactionNow
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.functional import lazystr

from accounts import mails
from accounts.erasure import erase
from accounts.models import Mail, Notification, Topic, User
from accounts.ports import NOTICE_TEXTS, NOTICE_TOPICS
from giftshop import celery, deadlines
from tests.accounts.people import person

BROKEN = "tests.accounts.test_mails.Broken"


class Broken(EmailBackend):
    problem = smtplib.SMTPServerDisconnected("the line to mei@example.com is dead")

    def send_messages(self, messages):
        raise self.problem


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    """What an app above would register."""
    monkeypatch.setattr(NOTICE_TEXTS, "_handlers", {"tea.poured": lazystr("%(by)s pours tea & cake for you")})
    monkeypatch.setattr(NOTICE_TOPICS, "_handlers", {"tea.poured": Topic.GIFTS})


@pytest.fixture
def mei(db):
    return confirmed("mei", language="en")


def confirmed(name, verified=True, **fields):
    user = person(name, **fields)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=verified)
    return user


def tell(user, event=1, kind="tea.poured", **fields):
    """A notice as `accounts.notices` writes it."""
    row = Notification(user=user, event_id=event, kind=kind, data={"by": "Wen"}, url="/gifts/", **fields)
    Notification.objects.bulk_create([row], ignore_conflicts=True)
    Mail.objects.enqueue([row])
    return Notification.objects.get(user=user, event_id=event)


def due(**columns):
    Mail.objects.filter(state="due").update(next_try_at="2020-01-01T00:00Z", **columns)


def sweep():
    due()
    deadlines.run("accounts.mails")


def off_link(sent):
    return sent.extra_headers["List-Unsubscribe"].strip("<>").partition("/account")[2]


def test_the_sweep_runs_where_waiting_holds_up_nothing():
    assert "accounts.mails" in deadlines.names()
    assert "accounts.mails" in celery.SCHEDULE and "accounts.mails" in celery.OUTSIDE


def test_a_notice_goes_out_in_the_readers_language_with_its_link(mei, settings):
    tell(mei)
    sweep()
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["mei@example.com"], "Wen pours tea & cake for you")
    assert "Hello Mei," in sent.body and "tea & cake" in sent.body
    assert f"{settings.PUBLIC_URL}/gifts/" in sent.body
    [(html, kind)] = sent.alternatives
    assert kind == "text/html" and "tea &amp; cake" in html and '<html lang="en">' in html
    assert Mail.objects.get().state == "sent"


def test_who_has_chosen_no_language_reads_chinese(db):
    tell(confirmed("mei"))
    sweep()
    assert '<html lang="zh-hans">' in mail.outbox[0].alternatives[0][0]


def test_it_goes_out_once(mei):
    tell(mei)
    tell(mei)
    sweep()
    sweep()
    assert len(mail.outbox) == 1


def test_nothing_goes_to_an_address_that_nobody_has_confirmed(db):
    tell(confirmed("mei", verified=False))
    tell(person("bo"))
    assert not Mail.objects.exists()


def test_a_kind_without_a_topic_stays_in_the_shop(mei):
    tell(mei, kind="tea.spilt")
    assert not Mail.objects.exists()


def test_nothing_goes_out_where_the_shop_sends_none(mei, settings):
    settings.NOTICE_MAILS = False
    tell(mei)
    assert not Mail.objects.exists()


def test_a_mail_waits_a_moment_and_is_dropped_if_the_notice_is_read_meanwhile(mei):
    notice = tell(mei)
    assert deadlines.run("accounts.mails") == 0
    Notification.objects.filter(pk=notice.pk).update(read_at="2026-01-01T00:00Z")
    sweep()
    assert not mail.outbox and Mail.objects.get().state == "dropped"


def test_what_is_switched_off_between_writing_and_sending_is_dropped(mei):
    tell(mei)
    mei.mute(Topic.GIFTS)
    sweep()
    assert not mail.outbox and Mail.objects.get().state == "dropped"


def test_who_has_left_gets_nothing(mei):
    tell(mei)
    erase(user=mei)
    sweep()
    assert not mail.outbox and not Mail.objects.exists()


def test_a_mail_under_way_is_not_sent_by_a_second_worker(mei):
    """The lease is taken before the mail server is called."""
    tell(mei)
    due()
    assert mails.SWEEP._claim() and not mails.SWEEP._claim()


def test_no_transaction_is_open_while_the_mail_server_is_called(committed_db, settings, monkeypatch):
    def send(self, messages):
        assert not connection.in_atomic_block
        return len(messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    tell(confirmed("mei"))
    sweep()
    assert Mail.objects.get().state == "sent"


def test_a_failure_is_tried_again_ever_more_rarely_and_given_up_one_day(mei, settings, caplog):
    settings.EMAIL_BACKEND = BROKEN
    tell(mei)
    for tries in range(1, len(mails.LADDER) + 1):
        sweep()
        row = Mail.objects.get()
        assert (row.state, row.tries, row.last_error) == ("due", tries, "SMTPServerDisconnected")
    sweep()
    assert Mail.objects.get().state == "failed"
    assert "mei@example.com" not in caplog.text
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Mail.objects.all().try_again()
    sweep()
    assert len(mail.outbox) == 1 and Mail.objects.get().state == "sent"


def test_an_address_that_the_server_refuses_is_given_up_at_once(mei, settings, monkeypatch):
    settings.EMAIL_BACKEND = BROKEN
    refused = smtplib.SMTPRecipientsRefused({"mei@example.com": (550, b"no mei@example.com here")})
    monkeypatch.setattr(Broken, "problem", refused)
    tell(mei)
    sweep()
    row = Mail.objects.get()
    assert (row.state, row.last_error) == ("failed", "SMTPRecipientsRefused 550")


def test_a_mail_sent_twice_bears_one_number(mei):
    notice = tell(mei)
    first, second = mails.message(notice, "a@b.example"), mails.message(notice, "a@b.example")
    assert first.message()["Message-ID"] == second.message()["Message-ID"]


def test_writing_many_costs_as_many_queries_as_one(mei, django_assert_num_queries):
    for start, count in [(10, 1), (20, 30)]:
        rows = [
            Notification(user=mei, event_id=start + n, kind="tea.poured", data={"by": "W"})
            for n in range(count)
        ]
        Notification.objects.bulk_create(rows)
        with django_assert_num_queries(3):  # who wants them, their keys, the rows
            Mail.objects.enqueue(rows)
    assert Mail.objects.count() == 31


def test_one_click_in_the_mail_switches_the_topic_off_without_a_login(client, mei):
    tell(mei)
    sweep()
    sent = mail.outbox[0]
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = "/account" + off_link(sent)
    assert path in sent.body and path in sent.alternatives[0][0]
    client.handler.enforce_csrf_checks = True
    response = client.post(path, {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200 and response["Cache-Control"] == "no-store"
    assert User.objects.get().mail_off == ["gifts"]
    tell(mei, event=2)
    assert Mail.objects.count() == 1


def test_looking_at_the_link_switches_nothing_off(client, mei):
    page = client.get(mails.off_path(mei, Topic.MONEY))
    assert page.status_code == 200 and "<form" in page.content.decode()
    mei.refresh_from_db()
    assert mei.mail_off == []


def test_a_link_that_was_changed_is_no_link(client, mei):
    path = mails.off_path(mei, Topic.MONEY)
    for other in [path[:-3] + "xx/", "/account/mails/off/x/", "/account/mails/off/a:b:c/"]:
        assert client.post(other).status_code == 404
    mei.refresh_from_db()
    assert mei.mail_off == []


def test_pressing_twice_or_after_leaving_is_no_error(client, mei):
    path = mails.off_path(mei, Topic.MONEY)
    for _ in range(2):
        assert client.post(path).status_code == 200
    mei.refresh_from_db()
    assert mei.mail_off == ["money"]
    erase(user=mei)
    assert client.post(path).status_code == 200
    mei.refresh_from_db()
    assert mei.mail_off == []


def test_everybody_chooses_on_a_page_of_their_own(client, mei):
    client.force_login(mei)
    page = client.get("/account/mails/").content.decode()
    assert page.count("checked") == 3
    client.post("/account/mails/", {"topics": ["gifts"]})
    mei.refresh_from_db()
    assert mei.mail_off == ["orders", "money"]
    assert client.post("/account/mails/", {"topics": ["weather"]}).status_code == 200
    client.post("/account/mails/", {})
    mei.refresh_from_db()
    assert mei.mail_off == ["gifts", "orders", "money"]


def test_those_who_work_in_a_shop_choose_about_it_too_and_the_choice_outlives_the_work(client, mei):
    client.force_login(mei)
    User.objects.update(is_staff=True)
    assert client.get("/account/mails/").content.decode().count("checked") == len(Topic)
    client.post("/account/mails/", {"topics": ["gifts", "orders", "money"]})
    User.objects.update(is_staff=False)
    client.post("/account/mails/", {"topics": ["gifts"]})
    mei.refresh_from_db()
    assert set(mei.mail_off) == {"orders", "money", "shop"}


def test_the_operator_sees_what_failed_but_not_whose_address(client, mei, settings):
    settings.EMAIL_BACKEND = BROKEN
    tell(mei)
    for _ in range(len(mails.LADDER) + 1):
        sweep()
    client.force_login(User.objects.create_superuser("op@example.com", "correct-horse-battery"))
    page = client.get("/admin/accounts/mail/").content.decode()
    assert "SMTPServerDisconnected" in page and "mei@example.com" not in page
    client.post("/admin/accounts/mail/", {"action": "try_again", "_selected_action": [Mail.objects.get().pk]})
    assert Mail.objects.get().state == "due"


def test_trying_again_stands_in_the_history_of_each_that_had_failed(client, mei):
    def try_again():
        marked = {"action": "try_again", "_selected_action": list(Mail.objects.values_list("pk", flat=True))}
        with CaptureQueriesContext(connection) as asked:
            client.post("/admin/accounts/mail/", marked)
        return len(asked)

    for event in range(4):
        tell(mei, event)
    first, *others, due = Mail.objects.order_by("pk")
    operator = User.objects.create_superuser("op@example.com", "correct-horse-battery")
    client.force_login(operator)
    try_again()
    assert not LogEntry.objects.exists()
    Mail.objects.filter(pk=first.pk).update(state="failed", done_at=TransactionNow())
    alone = try_again()
    assert LogEntry.objects.get().object_id == str(first.pk)
    Mail.objects.exclude(pk=due.pk).update(state="failed", done_at=TransactionNow())
    assert try_again() <= alone
    assert LogEntry.objects.filter(user=operator, object_id__in=[mail.pk for mail in others]).count() == 2
    assert LogEntry.objects.count() == 4
