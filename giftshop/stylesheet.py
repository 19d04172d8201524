"""The shop's styles: WeUI, then a file for each component. Served, they are one file, so that a page waits for one."""

from django.conf import settings
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLE = "css/shop.css"
FIRST = ["vendor/weui/weui.min.css", "css/base.css"]


def parts():
    components = sorted(path.name for path in (settings.BASE_DIR / "static/css").glob("*.css"))
    return [*FIRST, *(f"css/{name}" for name in components if f"css/{name}" not in FIRST)]


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Makes the bundle while collecting, then names every file by its hash and compresses it."""

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run:
            styles = "\n".join((settings.BASE_DIR / "static" / part).read_text() for part in parts())
            self.delete(BUNDLE)
            self.save(BUNDLE, ContentFile(styles))
            paths[BUNDLE] = (self, BUNDLE)
        yield from super().post_process(paths, dry_run, **options)
