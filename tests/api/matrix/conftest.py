import json
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from oauth2_provider.models import AccessToken

from api.models import Partner
from api.scopes import SCOPES
from giftshop.clock import db_now
from tests.api.contract import API, JSON
from tests.api.matrix.rows import ROWS
from tests.api.matrix.scene import Hand, Scene, new_application
from tests.conftest import clone

# Never changed by a call, or only beside what it does: the answer that is kept for a repetition.
ELSEWHERE = {"api_answer", "auth_permission", "django_content_type", "django_migrations"}


class Matrix:
    def __init__(self, contract):
        self.contract, self.alone = contract, {}
        self.scene = Scene(alone=self._remember)
        self.ours, self.theirs = self.scene.ours, self.scene.theirs
        self.everybody = list(self._everybody())
        self.no_longer_good = list(no_longer_good(self))
        self.tokens = {
            (hand.kind, scope): self.client(hand, scope)
            for hand in self.ours.hands
            for scope in ["", *SCOPES]
        }
        self.begin = state()

    def _remember(self, side):
        """What the lists say to one side while the other is not there yet."""
        self.alone = {key: self.read(*key, side) for key in self.lists()}

    def lists(self):
        """(operation, kind of caller) of all that is read without naming a thing and is not for everybody."""
        for operation, row in ROWS.items():
            if operation.startswith("GET ") and not row.things and "guest" not in row.who:
                yield from ((operation, kind) for kind in sorted(row.who))

    def client(self, hand, scope=None):
        """With a token for all that there is, or for `scope`."""
        return API(self.contract).by(hand.application, hand.user, scope)

    def _everybody(self):
        """(kind, hand, client): every way to come, with all scopes."""
        yield "guest", None, API(self.contract)
        for hand in self.ours.hands:
            yield hand.kind, hand, self.client(hand)
        yield "person", self.ours.person, API(self.contract, self.ours.me)

    def clients(self, hand):
        """All of somebody of our side."""
        return [client for _kind, whose, client in self.everybody if whose is hand]

    def read(self, operation, kind, side):
        hand = getattr(side, kind)
        response = self.call(self.client(hand), operation, hand)
        assert response.status_code == 200, (operation, kind, response.content)
        return response.json()

    def call(self, client, operation, hand, things=None, **headers):
        """Of `hand`'s own things, or of `things`."""
        method, row = operation.partition(" ")[0].lower(), ROWS[operation]
        path = row.path(operation, things or hand.things)
        if method == "get":
            return client.get(path, **headers)
        return getattr(client, method)(path, *self._sent(operation, hand, method), **headers)

    def _sent(self, operation, hand, method):
        if method == "delete":
            return []
        body = ROWS[operation].body
        return [body(hand) if callable(body) else body or self._example(operation)]

    def _example(self, operation):
        method, _, path = operation.partition(" ")
        request = self.contract.document["paths"][f"/api/v1{path}"][method.lower()].get("requestBody")
        examples = request["content"][JSON].get("examples") if request else None
        return next(iter(examples.values()))["value"] if examples else {}

    def own(self, operation, hand=None):
        """`hand`, if it may call and has what is needed, else somebody of our side who may and has."""
        row = ROWS[operation]
        hands = [hand for hand in [hand, *self.ours.hands] if hand and hand.has(row.things.values())]
        return next((hand for hand in hands if hand.kind in row.who), hands[0])

    def callers(self, operation):
        """Who of our side may call."""
        return [hand for hand in self.ours.hands if hand.kind in ROWS[operation].who]


def no_longer_good(matrix):
    """Clients whose token is unknown, run out, revoked, of a suspended partner, or of a person who has left."""
    contract, ours = matrix.contract, matrix.ours
    yield API(contract, Authorization="Bearer never-was")
    for hand in ours.hands:
        yield matrix.client(hand)
        AccessToken.objects.filter(pk=AccessToken.objects.latest("pk").pk).update(expires=db_now())
        yield matrix.client(hand)
        AccessToken.objects.latest("pk").delete()
    for user, shop in [(None, ours.world.shop), (None, None), (ours.me, None)]:
        partner = Partner.objects.create(name="Gone", shop=shop)
        yield matrix.client(Hand("gone", new_application(partner), user))
        partner.suspend()
    gone = ours.world.person("gone", is_active=False)
    yield matrix.client(Hand("gone", ours.person.application, gone))


@pytest.fixture(scope="package")
def matrix(contract, template_database, django_db_blocker):
    with django_db_blocker.unblock(), clone(template_database):
        yield Matrix(contract)


@pytest.fixture(autouse=True)
def rolled_back(matrix, settings, tmp_path):
    """Each test finds everything as the scene has it."""
    settings.API_RATE = settings.LINK_RATE = "100000/m"
    settings.MEDIA_ROOT = tmp_path
    with undone():
        yield


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def unchanged(matrix):
    """A transaction without a number has written nothing; one with a number may have, or only locked a row."""
    before = state() if _numbered() else matrix.begin
    yield
    if _numbered():
        after = state()
        assert not [name for name in before if before[name] != after[name]]


def _numbered():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id_if_assigned() IS NOT NULL")
        return cursor.fetchone()[0]


def state():
    """All rows of all tables: table → digest."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        names = {name for [name] in cursor.fetchall()} - ELSEWHERE
        row = "SELECT '{0}', md5(string_agg(r::text, '' ORDER BY r::text)) FROM {0} r"
        cursor.execute(" UNION ALL ".join(row.format(name) for name in sorted(names)))
        return dict(cursor.fetchall())


def outcome(response):
    """(status, code), or None for success."""
    if response.status_code < 300:
        return None
    return response.status_code, json.loads(response.content)["code"]
