"""A POST that is repeated with its key is answered again and not done again."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from api.models import Answer
from api.sweeps import idempotency
from gifts.models import Gift


def wish(world, **fields):
    return {"variant": world.variant().pk, "price_fen": 8800} | fields


def test_a_repetition_is_answered_as_the_first_time_and_does_nothing(world, api):
    mei = api.as_(world.mei)
    first = mei.post("/gifts", wish(world), **{"Idempotency-Key": "order-1"})
    again = mei.post("/gifts", wish(world), **{"Idempotency-Key": "order-1"})
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert first["Location"] == again["Location"]
    assert ("Idempotency-Replayed" in first, again["Idempotency-Replayed"]) == (False, "true")
    assert Gift.objects.count() == 1


def test_another_body_under_the_same_key_is_refused(world, api):
    mei = api.as_(world.mei)
    mei.post("/gifts", wish(world), **{"Idempotency-Key": "order-1"})
    answer = mei.post("/gifts", wish(world, greeting="另一句"), **{"Idempotency-Key": "order-1"})
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency-key-reused")
    assert Gift.objects.count() == 1


def test_another_address_under_the_same_key_is_refused(world, api):
    gift = world.sent_gift()
    mei = api.as_(world.mei)
    assert mei.post(f"/gifts/{gift.code}/link", **{"Idempotency-Key": "a"}).status_code == 201
    answer = mei.post("/gifts", wish(world), **{"Idempotency-Key": "a"})
    assert answer.json()["code"] == "idempotency-key-reused"


@pytest.mark.parametrize("key", [None, "x" * 65, "a b", "schlüssel"])
def test_without_a_key_nothing_is_done(world, api, key):
    answer = api.as_(world.mei).post("/gifts", wish(world), **{"Idempotency-Key": key})
    assert (answer.status_code, answer.json()["code"]) == (400, "idempotency-key-missing")
    assert not Gift.objects.exists()


def test_a_refusal_keeps_nothing_so_the_key_can_be_used_again(world, api):
    mei = api.as_(world.mei)
    assert mei.post("/gifts", wish(world, price_fen=1), **{"Idempotency-Key": "k"}).status_code == 409
    assert mei.post("/gifts", wish(world), **{"Idempotency-Key": "k"}).status_code == 201


def test_everybody_has_keys_of_their_own(world, api, application):
    program = application()
    callers = [api.as_(world.mei), api.as_(world.lin), api.by(program, user=world.mei)]
    assert [c.post("/gifts", wish(world), **{"Idempotency-Key": "k"}).status_code for c in callers] == [
        201
    ] * 3
    assert Gift.objects.count() == 3


def test_a_guests_receipt_is_told_again_to_whoever_shows_the_same_link(world, api, address):
    from tests.api.gifts import token

    gift = world.sent_gift()
    headers = token(gift) | {"Idempotency-Key": "mine"}
    first = api.post(f"/gifts/{gift.code}/acceptance", {"address": address}, **headers)
    again = api.post(f"/gifts/{gift.code}/acceptance", {"address": address}, **headers)
    assert first.json()["receipt"] == again.json()["receipt"] is not None
    other = api.post(f"/gifts/{gift.code}/acceptance", {"address": address}, **token(gift))
    assert other.json()["code"] == "gift-accepted"


def test_what_is_kept_is_sealed(world, api):
    sent = api.as_(world.mei).post("/gifts", wish(world)).json()
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM api_answer")
        [(body,)] = cursor.fetchall()
    assert sent["code"] not in body


def test_an_answer_is_kept_for_72_hours(world, api):
    mei = api.as_(world.mei)
    mei.post("/gifts", wish(world), **{"Idempotency-Key": "old"})
    Answer.objects.update(at=timezone.now() - timedelta(hours=71))
    idempotency.forget()
    assert Answer.objects.count() == 1
    Answer.objects.update(at=timezone.now() - timedelta(hours=73))
    idempotency.forget()
    assert not Answer.objects.exists()
