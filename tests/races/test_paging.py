"""Somebody reads a list page by page while others write to it."""

import threading
import time

import pytest
from django.db import transaction
from django.test import Client

from api.models import Application, Customer, Partner
from gifts.models import Gift
from gifts.sending import send
from shops.models import Variant
from tests.api.contract import token
from tests.threads import together

BEFORE, LIMIT, WRITERS, WALKS = 20, 5, 4, 3
PAUSE = 0.05  # seconds between a writer's gifts, or no walk would come to an end before long


class Sending:
    """A partner's customer, for whom gifts are sent until `over`."""

    def __init__(self, world):
        partner = Partner.objects.create(name="Gifts for Clients")
        fields = {"client_type": Application.CLIENT_CONFIDENTIAL, "scopes": ["gifts:read"]}
        self.bearer = token(Application.objects.create(partner=partner, name="CRM", **fields))
        self.giver = Customer.objects.known_as(partner, "42").user
        self.tin, self.box = world.variant("罐装"), world.variant("盒装")
        Variant.objects.update(stock=100_000)
        self.over, self.held = threading.Event(), threading.Event()

    def send(self, variant):
        return send(giver=self.giver, variant_id=variant.pk, price_fen=variant.price_fen)

    def write(self):
        sent = 0
        while not self.over.is_set():
            self.send(self.tin)
            sent += 1
            time.sleep(PAUSE)
        return sent

    def hold(self):
        """Some gifts whose ids are below those that others commit meanwhile; of a variant that nobody else locks."""
        with transaction.atomic():
            codes = [self.send(self.box).code for _ in range(3)]
            self.held.set()
            self.over.wait(timeout=60)
        return codes

    def walks(self):
        """(committed before, what was read) of each walk."""
        self.held.wait(timeout=60)
        try:
            return [(self.committed(), self.walk()) for _ in range(WALKS)]
        finally:
            self.over.set()

    def committed(self):
        return set(Gift.objects.values_list("code", flat=True))

    def walk(self):
        read, query = [], {"limit": LIMIT}
        while True:
            page = (
                Client()
                .get("/api/v1/gifts", query, headers={"Authorization": f"Bearer {self.bearer}"})
                .json()
            )
            read += [item["code"] for item in page["items"]]
            if page["next"] is None:
                return read
            query["cursor"] = page["next"]


@pytest.fixture
def sending(committed_world, settings):
    settings.API_RATE = "100000/m"
    sending = Sending(committed_world)
    for _ in range(BEFORE):
        sending.send(sending.tin)
    return sending


def test_a_walk_reads_nothing_twice_and_misses_nothing_that_was_there(sending):
    *sent, held, walks = together(*[sending.write] * WRITERS, sending.hold, sending.walks)
    assert all(number > 0 for number in sent), sent
    for before, read in walks:
        assert len(before) >= BEFORE
        assert len(read) == len(set(read))
        assert before <= set(read)
        assert not set(held) & set(read)  # not committed while anybody walked
    assert len(walks[-1][0]) > len(walks[0][0])
    assert set(held) <= set(sending.walk())
