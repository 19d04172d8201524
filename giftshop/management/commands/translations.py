"""Source strings → catalogue → compiled catalogue, by Babel alone: no system gettext is needed."""

import io
import re
from pathlib import Path

from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation.template import templatize

FOLDER = Path(settings.BASE_DIR, "locale", "zh_Hans", "LC_MESSAGES")
SKIPPED = {"tests", "migrations", "locale", "static", "bench"}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
HEADER = "# `manage.py translations` brings this file up to date: fill in each msgstr, then run it again."


class Chinese(Catalog):
    """A catalogue whose header holds no dates, so that the files change only when the words do."""

    mime_headers = [
        ("Language", "zh_Hans"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
        ("Plural-Forms", "nplurals=1; plural=0;"),
    ]

    def __init__(self):
        super().__init__(locale="zh_Hans", charset="utf-8", header_comment=HEADER, fuzzy=False)


class Command(BaseCommand):
    help = "Bring locale/zh_Hans up to date with the sources and compile it."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="only say what is missing or stale")

    def handle(self, *, check, **options):
        found = sources()
        kept = read()
        catalog = merged(found, kept)
        if not check:
            FOLDER.mkdir(parents=True, exist_ok=True)
            (FOLDER / "django.po").write_bytes(as_po(catalog))
            (FOLDER / "django.mo").write_bytes(as_mo(catalog))
        faults = list(incomplete(catalog))
        if check:
            faults += list(stale(catalog, kept))
        for fault in faults:
            self.stderr.write(fault)
        if check and faults:
            raise CommandError(f"{len(faults)} faults in the Chinese catalogue")
        self.stdout.write(f"{len(catalog)} messages, {len(faults)} not in order")


def sources():
    """Every message of the sources, still without translation."""
    catalog = Chinese()
    for path in files():
        place = path.relative_to(settings.BASE_DIR).as_posix()
        text = path.read_text()
        if path.suffix != ".py":
            # What templatize leaves is read as Python, which would stumble over indentation.
            text = re.sub(r"(?m)^[ \t]+", "", templatize(text, origin=place))
        for line, message, comments, context in extract("python", io.BytesIO(text.encode()), KEYWORDS):
            catalog.add(message, context=context, locations=[(place, line)], auto_comments=comments)
    return catalog


def files():
    base = Path(settings.BASE_DIR)
    for folder in sorted(base.iterdir()):
        if not folder.is_dir() or folder.name.startswith("."):
            continue
        for path in sorted(folder.rglob("*")):
            parts = path.relative_to(base).parts
            wanted = path.suffix == ".py" or (path.suffix in {".html", ".txt"} and "templates" in parts)
            if wanted and not SKIPPED.intersection(parts):
                yield path


def read():
    """The catalogue as it stands, or an empty one."""
    path = FOLDER / "django.po"
    if not path.exists():
        return Catalog(locale="zh_Hans")
    with path.open("rb") as file:
        return pofile.read_po(file, locale="zh_Hans", charset="utf-8")


def merged(found, kept):
    """The messages of the sources with the translations already made; what no source says any more is dropped."""
    for message in found:
        old = kept.get(message.id, message.context) if message.id else None
        if old is not None and old.pluralizable == message.pluralizable:
            message.string = old.string
            message.flags |= old.flags & {"fuzzy"}
            message.user_comments = old.user_comments
    return found


def incomplete(catalog):
    """A line for every message that is untranslated, fuzzy, or has other placeholders than its source."""
    for message in filter(lambda message: message.id, catalog):
        source = message.id[-1] if message.pluralizable else message.id
        strings = message.string if message.pluralizable else (message.string,)
        where = ", ".join(place for place, _ in message.locations)
        if not all(strings):
            yield f"missing: {source!r} ({where})"
        elif message.fuzzy:
            yield f"fuzzy: {source!r} ({where})"
        elif any(placeholders(text) != placeholders(source) for text in strings):
            yield f"placeholders differ: {source!r} ({where})"


def stale(catalog, kept):
    """What the committed files say that the sources do not, or not in these words."""
    wanted = {(message.id, message.context) for message in catalog}
    for message in kept:
        if message.id and (message.id, message.context) not in wanted:
            yield f"obsolete: {message.id!r}"
    compiled = FOLDER / "django.mo"
    if not compiled.exists() or pairs(compiled.read_bytes()) != pairs(as_mo(catalog)):
        yield "django.mo does not hold what django.po says; run `manage.py translations`"


def placeholders(text):
    return set(PLACEHOLDER.findall(text.replace("%%", "")))


def pairs(compiled):
    """Message → words; a plural's id and words are lists."""
    messages = mofile.read_mo(io.BytesIO(compiled))
    return {(str(message.id), message.context): message.string for message in messages}


def as_po(catalog):
    file = io.BytesIO()
    pofile.write_po(file, catalog, width=100, sort_output=True, include_lineno=False, omit_header=False)
    return file.getvalue()


def as_mo(catalog):
    file = io.BytesIO()
    mofile.write_mo(file, catalog)
    return file.getvalue()
