from datetime import date

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from payments import providers, reconciliation
from payments.providers.base import Unknown


class Command(BaseCommand):
    help = (
        "Compare the provider's bill of a day with the books. Prints what differs; exits 1 if something does."
    )

    def add_arguments(self, parser):
        parser.add_argument("day", type=date.fromisoformat, help="by Beijing's calendar, as 2026-02-14")
        parser.add_argument("--provider", default=settings.PAYMENTS, help="default: %(default)s")

    def handle(self, *, day, provider, **options):
        try:
            open_ones = reconciliation.reconcile(day, provider)
        except providers.NotSetUp as error:
            raise CommandError(f"{provider} is not a provider that is set up here") from error
        except Unknown as error:
            raise CommandError(f"there is no bill of {day} yet") from error
        for row in open_ones:
            self.stdout.write(
                f"{row.what} {row.number}: {row.kind}, ours {row.ours_fen}, theirs {row.theirs_fen}"
            )
        if open_ones:
            raise CommandError(f"{len(open_ones)} differences on {day}")
        self.stdout.write(f"the books agree with the bill of {day}")
