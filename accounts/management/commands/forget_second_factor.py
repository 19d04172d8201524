from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts import second_factor
from accounts.models import Session, User


class Command(BaseCommand):
    help = (
        "For somebody who lost both the phone and the recovery codes: forget the second factor and end every session. "
        "Make sure first, in person or by a call, that it is they who ask."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")

    @transaction.atomic
    def handle(self, *, email, **options):
        user = User.objects.filter(email=User.objects.normalize_email(email)).first()
        if user is None:
            raise CommandError("There is nobody with this e-mail address.")
        if not second_factor.forget(user):
            raise CommandError("This person has no second factor.")
        Session.objects.filter(user_id=user.pk).delete()
        self.stdout.write(
            "Forgotten. The password alone lets them in, up to where a second factor is needed."
        )
