from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bench import seed


class Command(BaseCommand):
    help = "Makes very many products and pending gifts out of what is there, to see how the shop bears them."

    def add_arguments(self, parser):
        parser.add_argument("--products", type=int, default=100_000)
        parser.add_argument("--gifts", type=int, default=1_000_000)

    def handle(self, *, products, gifts, **options):
        if not settings.DEMO:
            raise CommandError("These goods and gifts are nobody's, so they are made only where DEMO is on.")
        seed.much(products, gifts)
