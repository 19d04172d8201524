"""A worker that is killed after its post has arrived, and before it has written so down."""

import os

from giftshop.clock import db_now
from tests.api.webhooks.conftest import deliver, due_again, happen, new_endpoint
from tests.api.webhooks.receiver import answer
from tests.faults.processes import kill_session, session
from tests.faults.test_killing import database_url

WORKER = ["tests.api.webhooks.worker"]


def test_it_is_delivered_again_under_the_same_id(committed_db, receiver, settings):
    """At least once: the lease runs out, and the next worker posts it."""
    delivery = happen(new_endpoint(receiver.url(host="127.0.0.1")))
    environment = os.environ | {
        "DATABASE_URL": database_url(committed_db),
        "DJANGO_SETTINGS_MODULE": "giftshop.settings",
        "WEBHOOK_NETWORKS": "127.0.0.0/8",
        "WEBHOOK_PORTS": str(receiver.port),
        "WEBHOOK_CA_FILE": settings.WEBHOOK_CA_FILE,
    }
    with session(WORKER, environment) as worker:
        receiver.behave = lambda handler: kill_session(worker)
        assert worker.wait(60) < 0
    [(_path, first, _body)] = receiver.got
    delivery.refresh_from_db()
    assert delivery.state == "waiting" and delivery.leased_until > db_now()
    assert not delivery.attempts.exists()
    receiver.behave = answer(200)
    deliver()
    assert len(receiver.got) == 1  # another worker leaves it alone while the lease runs
    due_again()
    deliver()
    _path, again, _body = receiver.got[1]
    delivery.refresh_from_db()
    assert delivery.state == "delivered" and first["webhook-id"] == again["webhook-id"]
