"""No receiver is in another one's way, however slow or broken it is and however much waits for it."""

import threading
import time
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.models import Delivery
from api.webhooks import dispatching
from api.webhooks.claiming import claim
from giftshop import deadlines
from tests.api.webhooks import receiver as behaviours
from tests.api.webhooks.conftest import deliver, due_again, happen, new_endpoint
from tests.api.webhooks.receiver import Receiver
from tests.threads import together


@pytest.fixture
def slow(certificates, settings, receiver, db):
    """An endpoint whose receiver never answers."""
    found = Receiver(certificates)
    found.behave = behaviours.silent
    settings.WEBHOOK_PORTS = [receiver.port, found.port]
    yield new_endpoint(found.url())
    found.stop()


def test_a_receiver_that_never_answers_holds_up_nobody(endpoint, slow, receiver, settings):
    settings.WEBHOOK_SENDERS = 4
    happen(slow, times=40)
    happen(endpoint, times=40)
    arrived = []
    receiver.behave = at_times(arrived)
    begun = time.monotonic()
    deliver()
    assert len(receiver.got) == 40
    assert max(arrived) - begun < settings.WEBHOOK_TIMEOUT.total_seconds()


def at_times(arrived):
    def behave(handler):
        arrived.append(time.monotonic())
        behaviours.answer(200)(handler)

    return behave


def test_many_that_never_answer_leave_some_senders_to_the_others(db, certificates, settings, receiver):
    settings.WEBHOOK_SENDERS, settings.WEBHOOK_TIMEOUT = 4, timedelta(seconds=4)
    silent = Receiver(certificates)
    silent.behave = behaviours.silent
    settings.WEBHOOK_PORTS = [receiver.port, silent.port]
    for _ in range(8):
        happen(new_endpoint(silent.url(), pace=1), times=3)
    mine = new_endpoint(receiver.url())
    happen(mine, times=8)
    arrived = []
    receiver.behave = at_times(arrived)
    begun = time.monotonic()
    deliver()
    silent.stop()
    assert len(arrived) == 8
    assert max(arrived) - begun < settings.WEBHOOK_TIMEOUT.total_seconds()


def test_endpoints_take_turns(receiver, db):
    one, two = (new_endpoint(receiver.url()) for _ in range(2))
    happen(one, times=5)
    happen(two, times=2)
    turns = [claim().endpoint for _ in range(4)]
    assert turns == [one.pk, two.pk, one.pk, two.pk]
    assert claim() is None  # two each at once, at first


def test_who_fails_or_is_slow_has_one_at_once_and_who_is_quick_more_and_more(endpoint, receiver):
    happen(endpoint, times=30)
    deliver()
    endpoint.refresh_from_db()
    assert endpoint.pace == 8
    receiver.behave = behaviours.answer(500)
    happen(endpoint)
    deliver()
    endpoint.refresh_from_db()
    assert endpoint.pace == 1
    happen(endpoint, times=3)
    assert claim(quick_only=True) is None
    assert claim() and claim() is None


def test_one_whose_secret_cannot_be_read_holds_up_nobody(endpoint, receiver):
    broken = new_endpoint(receiver.url())
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE api_endpoint SET secret = 'gone1:' || repeat('A', 40) WHERE id = %s", [broken.pk]
        )
    lost, fine = happen(broken), happen(endpoint)
    deliver()
    lost.refresh_from_db()
    fine.refresh_from_db()
    assert (fine.state, lost.state) == ("delivered", "waiting")
    assert lost.attempts.get().error == "cannot-be-made"


def test_taking_one_on_asks_the_same_however_many_wait(endpoint):
    def asked():
        with CaptureQueriesContext(connection) as found:
            assert claim()
        due_again()
        return len(found)

    happen(endpoint)
    few = asked()
    happen(endpoint, times=20)
    assert asked() == few <= 8


def test_workers_at_once_deliver_each_once(committed_db, receiver):
    """One takes on deliveries, the others find nothing and do not wait for it."""
    mine = new_endpoint(receiver.url())
    happen(mine, times=60)
    together(*[lambda: deadlines.run("api.deliver", budget=2)] * 4)
    assert not Delivery.objects.exclude(state="delivered").exists()
    assert set(Counter(headers["webhook-id"] for _path, headers, _body in receiver.got).values()) == {1}
    assert len(receiver.got) == 60


def test_the_last_slow_ones_do_not_keep_another_worker_from_taking_on(
    committed_db, receiver, settings, monkeypatch
):
    monkeypatch.setattr(dispatching, "SLICE", 0.2)
    settings.WEBHOOK_TIMEOUT = timedelta(seconds=3)
    receiver.behave = behaviours.silent
    mine = new_endpoint(receiver.url())
    happen(mine)
    first = threading.Thread(target=lambda: together(dispatching.SWEEP.step))
    first.start()
    time.sleep(1)
    receiver.behave = behaviours.answer(200)
    other = happen(new_endpoint(receiver.url()))
    dispatching.SWEEP.step()
    other.refresh_from_db()
    assert first.is_alive() and other.state == "delivered"
    first.join(10)
