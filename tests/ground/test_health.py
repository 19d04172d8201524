from threading import Thread

from django.db import connections
from django.test import Client


def test_health_says_that_the_database_answers(client, db):
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.json() == {"database": "ok"}
    assert "no-store" in answer.headers["Cache-Control"]


def test_health_fails_without_words_when_the_database_does_not_answer(
    django_db_setup, django_db_blocker, monkeypatch
):
    monkeypatch.setitem(connections.settings["default"], "HOST", "/nowhere")
    answers = []
    with django_db_blocker.unblock():  # a new thread has a connection of its own, to nowhere
        probe = Thread(target=lambda: answers.append(Client().get("/healthz")))
        probe.start()
        probe.join()
    assert answers[0].status_code == 503
    assert answers[0].json() == {"database": "down"}


def test_a_probe_needs_no_https(client, db, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/healthz").status_code == 200
    assert client.get("/elsewhere").status_code == 301
