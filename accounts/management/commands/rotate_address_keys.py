from django.core.management.base import BaseCommand, CommandError

from accounts import crypto
from accounts.rotation import encrypted_models, remaining, rotate


class Command(BaseCommand):
    help = (
        "Write every encrypted address anew with the first key of ADDRESS_KEYS. Put the new key first, keep the old "
        "one, restart everything, run this, and take the old key out only after it has said that nothing is left."
    )

    def add_arguments(self, parser):
        parser.add_argument("--batch", type=int, default=200, help="rows per transaction (200)")

    def handle(self, *, batch, **options):
        left = 0
        for model, _fields in encrypted_models():
            left += self.rotate(model, batch)
        if left:
            raise CommandError(f"{left} rows are still under another key: keep it, and see the lines above.")
        self.stdout.write(f"Nothing is left under any key but {crypto.writing_key_id()}.")

    def rotate(self, model, batch):
        written = 0
        for count, broken in rotate(model, batch=batch):
            written += count
            for pk in sorted(broken):
                self.stderr.write(f"{model._meta.label} {pk}: does not open")
        self.stdout.write(f"{model._meta.label}: {written} rows written anew")
        return remaining(model)
