"""What is delivered, and what becomes of it with every kind of receiver."""

import json
import time
from datetime import UTC, timedelta
from email.utils import format_datetime

import pytest
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from api.models import Delivery, Endpoint
from api.webhooks import recording, schedule
from giftshop import celery, deadlines
from giftshop.clock import db_now
from tests.api.webhooks import receiver as behaviours
from tests.api.webhooks.conftest import deliver, due_again, happen
from tests.api.webhooks.receiver import answer


def ends(delivery, state=None):
    delivery.refresh_from_db()
    assert state in {None, delivery.state}
    return delivery.attempts.order_by("pk").last()


def waits(delivery):
    delivery.refresh_from_db()
    assert delivery.state == "waiting"
    return delivery.next_try_at - db_now()


def test_the_sweeps_run_and_waiting_for_receivers_holds_up_nothing():
    assert {"api.feed", "api.deliver", "api.deliveries"} <= set(deadlines.names()) & set(celery.SCHEDULE)
    assert "api.deliver" in celery.OUTSIDE


def test_the_official_library_verifies_what_arrives(endpoint, receiver):
    delivery = happen(endpoint)
    deliver()
    [(path, headers, body)] = receiver.got
    assert path == "/hook"
    told = Webhook(endpoint.secret).verify(body, headers)
    assert told == json.loads(body)
    assert told["data"] == {"order": "7QK2M0XW4T9B"} and told["type"] == "order.paid"
    assert str(told["id"]) == headers["webhook-id"] == str(delivery.event_id)
    assert headers["content-type"] == "application/json"
    assert ends(delivery, "delivered").status == 200
    with pytest.raises(WebhookVerificationError):
        Webhook(endpoint.secret).verify(body.replace("paid", "sent"), headers)


def test_while_a_secret_is_changed_both_sign(endpoint, receiver):
    old = endpoint.secret
    new = endpoint.rotate()
    assert old != new
    happen(endpoint)
    deliver()
    _path, headers, body = receiver.got.pop()
    assert Webhook(old).verify(body, headers) and Webhook(new).verify(body, headers)
    Endpoint.objects.update(old_secret_until=db_now() - timedelta(seconds=1))
    happen(endpoint)
    deliver()
    _path, headers, body = receiver.got.pop()
    assert Webhook(new).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(old).verify(body, headers)


def test_of_two_changes_the_last_two_secrets_sign(endpoint, receiver):
    first = endpoint.secret
    second = Endpoint.objects.get(pk=endpoint.pk).rotate()
    third = endpoint.rotate()  # from a row that still remembers the first one
    happen(endpoint)
    deliver()
    _path, headers, body = receiver.got.pop()
    assert Webhook(second).verify(body, headers) and Webhook(third).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(first).verify(body, headers)


def test_a_delivery_that_fails_is_tried_by_the_schedule_and_then_given_up(endpoint, receiver, settings):
    receiver.behave = answer(500)
    delivery = happen(endpoint)
    for planned in settings.WEBHOOK_RETRIES:
        deliver()
        wait = waits(delivery)
        assert planned - timedelta(seconds=5) <= wait <= planned * 1.1 + timedelta(seconds=1)
        due_again()
    deliver()
    assert ends(delivery, "failed").status == 500
    due_again()
    deliver()
    assert len(receiver.got) == 10 == delivery.attempts.count()
    assert len({headers["webhook-id"] for _path, headers, _body in receiver.got}) == 1


def test_waits_differ_so_that_what_failed_together_does_not_come_back_together():
    assert len({schedule.wait(3) for _ in range(20)}) > 10


@pytest.mark.parametrize("status", [301, 307, 400, 404, 500, 503])
def test_everything_but_2xx_is_a_failure(endpoint, receiver, status):
    receiver.behave = answer(status)
    delivery = happen(endpoint)
    deliver()
    assert waits(delivery) and delivery.attempts.get().status == status


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_every_2xx_is_a_success(endpoint, receiver, status):
    receiver.behave = answer(status)
    delivery = happen(endpoint)
    deliver()
    assert ends(delivery, "delivered").status == status


def test_a_redirect_is_not_followed(endpoint, receiver):
    receiver.behave = answer(302, Location=receiver.url(path="/elsewhere"))
    delivery = happen(endpoint)
    deliver()
    assert waits(delivery)
    assert [path for path, _headers, _body in receiver.got] == ["/hook"]


@pytest.mark.parametrize("behave", [behaviours.silent, behaviours.drip_headers])
def test_a_receiver_that_does_not_answer_in_time_has_failed(endpoint, receiver, behave, settings):
    receiver.behave = behave
    delivery = happen(endpoint)
    begun = time.monotonic()
    deliver()
    assert time.monotonic() - begun < 2 + 1.5
    attempt = ends(delivery, "waiting")
    assert (attempt.status, attempt.error) == (None, "too-slow")
    assert 1900 < attempt.duration_ms < 2500


def test_a_body_that_drips_changes_nothing_and_costs_a_second(endpoint, receiver):
    receiver.behave = behaviours.drip_body
    delivery = happen(endpoint)
    begun = time.monotonic()
    deliver()
    assert time.monotonic() - begun < 2
    assert ends(delivery, "delivered").status == 200


def test_of_a_body_without_end_only_a_little_is_read(endpoint, receiver):
    receiver.behave = behaviours.flood
    delivery = happen(endpoint)
    deliver()
    assert ends(delivery, "delivered").status == 200
    time.sleep(0.3)
    assert receiver.flooded < 10_000_000  # what buffers on the way hold


def test_a_closed_port_a_foreign_certificate_and_a_wrong_name_are_told_apart(
    endpoint, receiver, settings, names
):
    endpoint.change(url=receiver.url(host="wrong.test"))
    names["wrong.test"] = ["127.0.0.1"]
    wrong = happen(endpoint)
    deliver()
    assert ends(wrong).error == "certificate-not-valid"
    endpoint.change(url=receiver.url())
    settings.WEBHOOK_CA_FILE = ""
    due_again()
    deliver()
    assert ends(wrong).error == "certificate-not-valid"
    assert receiver.got == []
    receiver.stop()
    due_again()
    deliver()
    assert ends(wrong).error == "no-connection"


def test_a_name_that_is_nowhere_has_failed(endpoint, names):
    names["hooks.test"] = missing
    delivery = happen(endpoint)
    deliver()
    assert ends(delivery, "waiting").error == "no-such-name"


def missing():
    raise OSError(-2, "Name or service not known")


def test_a_name_server_that_is_silent_costs_no_more_than_the_deadline(endpoint, names, settings):
    settings.WEBHOOK_TIMEOUT = timedelta(seconds=1)
    names["hooks.test"] = lambda: time.sleep(4) or ["127.0.0.1"]
    delivery = happen(endpoint)
    begun = time.monotonic()
    deliver()
    assert time.monotonic() - begun < 2.5
    assert ends(delivery, "waiting").error == "too-slow"


def test_of_several_addresses_the_next_is_tried(endpoint, receiver, names):
    names["hooks.test"] = ["127.9.9.9", "127.0.0.1"]
    delivery = happen(endpoint)
    deliver()
    ends(delivery, "delivered")


def test_410_disables_the_endpoint_and_its_partner_reads_of_it(endpoint, receiver):
    receiver.behave = answer(410)
    first, second = happen(endpoint, times=2)
    endpoint.pace = 1
    endpoint.save()
    deliver()
    endpoint.refresh_from_db()
    assert endpoint.disabled_because == "gone" and not endpoint.is_enabled
    ends(first, "failed")
    second.refresh_from_db()
    assert second.state == "dropped"
    deliver()
    assert len(receiver.got) == 1


@pytest.mark.parametrize(
    ("asked", "least", "most"),
    [
        ("100", 99, 101),
        ("1", 4, 6),  # the schedule is longer
        ("999999999", 86_399, 86_401),
        ("soon", 4, 6),
        ("9" * 5000, 4, 6),
        ("-5", 4, 6),
    ],
)
def test_retry_after_makes_the_wait_longer_within_bounds(endpoint, receiver, asked, least, most):
    receiver.behave = answer(503, Retry_After=asked)
    delivery = happen(endpoint)
    deliver()
    assert least <= waits(delivery).total_seconds() <= most


def test_retry_after_may_be_a_date(endpoint, receiver):
    at = format_datetime((timezone.now() + timedelta(hours=3)).astimezone(UTC), usegmt=True)
    receiver.behave = answer(429, Retry_After=at)
    delivery = happen(endpoint)
    deliver()
    assert timedelta(hours=2, minutes=59) < waits(delivery) <= timedelta(hours=3)


def test_an_endpoint_that_took_nothing_for_days_is_disabled(endpoint, receiver, settings):
    receiver.behave = answer(500)
    settings.WEBHOOK_RETRIES = [timedelta(seconds=5)]
    given_up = happen(endpoint)
    deliver()
    due_again()
    deliver()
    ends(given_up, "failed")
    endpoint.refresh_from_db()
    assert endpoint.is_enabled and endpoint.failing_since
    Endpoint.objects.update(failing_since=db_now() - settings.WEBHOOK_DISABLED_AFTER)
    again = happen(endpoint)
    deliver()
    endpoint.refresh_from_db()
    assert endpoint.is_enabled  # it has another try
    due_again()
    deliver()
    ends(again, "failed")
    endpoint.refresh_from_db()
    assert endpoint.disabled_because == "failing"


def test_one_success_and_the_days_are_counted_anew(endpoint, receiver, settings):
    Endpoint.objects.update(failing_since=db_now() - settings.WEBHOOK_DISABLED_AFTER)
    happen(endpoint)
    deliver()
    endpoint.refresh_from_db()
    assert endpoint.failing_since is None


def test_what_an_endpoint_of_a_suspended_partner_waits_for_is_not_posted(endpoint, receiver):
    delivery = happen(endpoint)
    endpoint.application.partner.suspend()
    deliver()
    assert receiver.got == [] and not Delivery.objects.due().exists()
    endpoint.application.partner.resume()
    deliver()
    ends(delivery, "delivered")


def test_a_worker_that_comes_back_too_late_changes_nothing(endpoint, receiver):
    """Its lease was over, and another worker has the delivery."""
    from api.webhooks.claiming import claim
    from api.webhooks.sending import Outcome

    delivery = happen(endpoint)
    late = claim()
    due_again()
    now = claim()
    recording.record(late, Outcome(500, "", 0.1))
    delivery.refresh_from_db()
    assert (delivery.leased_until, delivery.tries) == (now.leased_until, 0)
    recording.record(now, Outcome(200, "", 0.1))
    ends(delivery, "delivered")
    assert delivery.attempts.count() == 2


def test_what_cannot_be_written_down_is_delivered_again(endpoint, receiver, monkeypatch):
    delivery = happen(endpoint)
    with monkeypatch.context() as broken:
        broken.setattr("api.webhooks.dispatching.record", lambda *args: 1 / 0)
        deliver()
    delivery.refresh_from_db()
    assert delivery.state == "waiting" and delivery.leased_until > db_now()
    deliver()
    assert len(receiver.got) == 1  # the lease runs
    due_again()
    deliver()
    ends(delivery, "delivered")
    assert receiver.got[0][1]["webhook-id"] == receiver.got[1][1]["webhook-id"]
