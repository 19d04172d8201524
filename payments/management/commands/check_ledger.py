from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from payments.ports import INVARIANTS


class Command(BaseCommand):
    help = "Prove what must always be true of money. Prints every broken row; exits 1 if there is one."

    def handle(self, **options):
        broken = self._check()
        if broken:
            raise CommandError(f"{broken} rows break an invariant")
        self.stdout.write(f"{len(list(INVARIANTS))} invariants hold")

    def _check(self):
        broken, nested = 0, connection.in_atomic_block
        with transaction.atomic():
            if not nested:
                _one_snapshot()
            for name, rows in INVARIANTS:
                for row in rows():
                    broken += 1
                    self.stdout.write(f"{name}: {row}")
        return broken


def _one_snapshot():
    """The shop is running meanwhile: all questions are asked of one instant."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
