"""What an import did and what it would not take."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _


class FileRefused(Exception):
    """The file as a whole cannot be read; the message says why."""


class Broken(Exception):
    """A cell that cannot be taken. `column` is the header's word for it, or None for the whole row."""

    def __init__(self, message, column=None):
        super().__init__(message)
        self.message, self.column = message, column


@dataclass(frozen=True)
class RefusedRow:
    line: int
    column: str | None
    message: str

    def __str__(self):
        if self.column is None:
            return _("line %(line)d: %(message)s") % vars(self)
        return _("line %(line)d, column “%(column)s”: %(message)s") % vars(self)


@dataclass
class Report:
    created: int = 0
    updated: int = 0
    variants: int = 0
    off_shelf: int = 0
    refused: list[RefusedRow] = field(default_factory=list)
    uncategorised: list[str] = field(default_factory=list)
    pictures_missing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, line, broken):
        self.refused.append(RefusedRow(line, broken.column, broken.message))

    def as_json(self):
        """What is added up over several parts of one file."""
        return {name: value for name, value in vars(self).items() if name != "refused"}

    def lines(self):
        counts = {"created": self.created, "updated": self.updated, "variants": self.variants}
        yield _("%(created)d products new, %(updated)d updated, %(variants)d variants.") % counts
        if self.off_shelf:
            yield _("%d variants are no longer in the file and went off the shelf.") % self.off_shelf
        yield from self.notes
        yield from _listed(_("Refused rows:"), sorted(self.refused, key=lambda row: row.line))
        yield from _listed(_("Without a category, so not to be sent as gifts:"), self.uncategorised)
        yield from _listed(_("Pictures that are missing, a placeholder is shown:"), self.pictures_missing)


def _listed(heading, items):
    if items:
        yield f"{heading} {len(items)}"
        yield from (f"  {item}" for item in items)
