from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts import demo as people
from accounts import notices
from api import demo as programs
from gifts import demo as gifts
from gifts.models import Gift
from orders import demo as orders
from orders import popularity
from sharers import demo as sharers
from shops import demo as goods
from shops.models import Shop


class Command(BaseCommand):
    help = "Loads shops, goods and people to look at, with a password that everybody knows: only where DEMO is on."

    def add_arguments(self, parser):
        parser.add_argument("--if-empty", action="store_true", help="do nothing if there is a shop already")

    def handle(self, *, if_empty, **options):
        if not settings.DEMO:
            raise CommandError("The demo's password is public, so it loads only where DEMO is on.")
        if not (if_empty and in_use()):
            load()
        self.stdout.write(f"Everybody's password is {people.PASSWORD}")
        for user in people.everybody():
            self.stdout.write(f"  {user.email}  {user.nickname}")


def in_use():
    """By somebody's own shop, or by the whole demo, whose gifts come last: what was interrupted is carried on."""
    return Gift.objects.exists() or Shop.objects.exclude(code__in=goods.SHOPS).exists()


def load():
    """Not in one transaction: while it ran, no event of the whole database server could be delivered."""
    cast = people.load()
    goods.load(owner=cast["owner"])
    programs.load()
    sharers.load(sharer=cast["lin"], visitors=[cast["mei"], cast["bo"], cast["an"]])
    sharers.open_showcases(cast)
    orders.load(cast)
    gifts.load(cast)
    popularity.recount()
    sharers.count()
    while notices.deliver():
        pass
    people.read_notices(cast)
