from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from shops.imports.catalogue import bring_in
from shops.imports.report import FileRefused
from shops.models import Category, Shop


class Command(BaseCommand):
    help = (
        "Brings the products of a Shopify CSV into a shop; a second run updates them. Exits 1 if rows were refused. "
        "Tags that name occasions (birthday, Spring Festival, 教师节, 乔迁 …) say what a product is given for."
    )

    def add_arguments(self, parser):
        parser.add_argument("--shop", required=True, metavar="CODE", help="the shop's code")
        parser.add_argument(
            "--category", metavar="CODE", help="put every product here instead of deciding by the shipped map"
        )
        parser.add_argument("--no-pictures", action="store_true", help="leave the pictures for a later run")
        parser.add_argument("file", type=Path)

    def handle(self, *, shop, category, no_pictures, file, **options):
        shop = self._named(Shop, code=shop)
        category = self._named(Category, slug=category) if category else None
        try:
            report = bring_in(shop=shop, data=file.read_bytes(), category=category, pictures=not no_pictures)
        except OSError as error:
            raise CommandError(_("The file cannot be read: %s") % error) from None
        except FileRefused as refused:
            raise CommandError(f"{file}: {refused}") from None
        self.stdout.write("\n".join(report.lines()))
        if report.refused:
            raise CommandError(_("%d rows were refused.") % len(report.refused))

    def _named(self, model, **lookup):
        found = model.objects.filter(**lookup).first()
        if found is None:
            known = ", ".join(model.objects.order_by("pk").values_list(next(iter(lookup)), flat=True)[:50])
            raise CommandError(
                _("There is no %(kind)s “%(code)s”. There are: %(known)s")
                % {
                    "kind": model._meta.verbose_name,
                    "code": next(iter(lookup.values())),
                    "known": known or "–",
                }
            )
        return found
