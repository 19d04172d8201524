import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client

from accounts.models import User
from tests.world import World

DESK = {"width": 1280, "height": 800}


@pytest.fixture(scope="package")
def mails(tmp_path_factory):
    """The folder that the shop's e-mails end in."""
    return tmp_path_factory.mktemp("mails")


@pytest.fixture(scope="package")
def shop(run_shop, mails):
    """As in production: operators and owners need a second factor. One for all who leave the books in order,
    since it takes long to start.
    """
    with run_shop(ADMIN_SECOND_FACTOR="1", EMAIL_URL=f"filemail:///{mails}") as address:
        yield address


@pytest.fixture
def desk(visit):
    """`desk("wen")`: somebody at a computer."""
    return lambda name, **options: visit(name, **({"viewport": DESK} | options))


@pytest.fixture
def at_work(desk, shop):
    """`at_work(person)`: somebody of the staff, who has a second factor and has signed in."""

    def at_work(person, **options):
        User.objects.filter(pk=person.pk).update(is_staff=True)
        if not Authenticator.objects.filter(user=person).exists():
            TOTP.activate(person, generate_totp_secret())
        worker = desk(person.nickname, **options)
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(person)
        cookies = [{"name": name, "value": it.value, "url": shop} for name, it in client.cookies.items()]
        worker.page.context.add_cookies(cookies)
        return worker

    return at_work


@pytest.fixture
def operator(at_work):
    return at_work(World().person("ops", is_superuser=True))
