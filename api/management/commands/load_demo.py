from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from gifts import demo as gifts
from orders import popularity
from shops import demo as goods
from shops.models import Shop

PASSWORD = "giftshop-demo"  # noqa: S105
PEOPLE = {
    "mei": {"nickname": "小美"},
    "bo": {"nickname": "阿波"},
    "lin": {"nickname": "小林"},
    "owner": {"nickname": "茶语掌柜", "is_staff": True},
    "operator": {"nickname": "平台运营", "is_staff": True, "is_superuser": True},
}


class Command(BaseCommand):
    help = "Loads shops, goods and people to look at, with a password that everybody knows: only where DEMO is on."

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="do nothing if there is a shop already")

    def handle(self, *, if_empty, **options):
        if not settings.DEMO:
            raise CommandError("The demo's password is public, so it loads only where DEMO is on.")
        if not (if_empty and Shop.objects.exists()):
            load()
        self.stdout.write(f"Everybody's password is {PASSWORD}")
        for user in User.objects.filter(email__in=map(address, PEOPLE)).order_by("pk"):
            self.stdout.write(f"  {user.email}  {user.nickname}")


def load():
    with transaction.atomic():
        people = {name: person(name, **fields) for name, fields in PEOPLE.items()}
        goods.load(owner=people["owner"])
    gifts.load(giver=people["mei"], friend=people["bo"])
    popularity.recount()


def address(name):
    return f"{name}@example.com"


def person(name, **fields):
    email = address(name)
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, PASSWORD, **fields)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
