from django.core.management.base import BaseCommand

from shops.search import index


class Command(BaseCommand):
    help = "Writes the search index anew, in batches; searches go on meanwhile."

    def handle(self, **options):
        count = index.rebuild(lambda done: self.stdout.write(f"{done}"))
        self.stdout.write(f"{count} products")
