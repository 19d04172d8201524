"""The table of docs/visibility.md, as data."""

from pathlib import Path

from django.conf import settings

TABLE = Path(settings.BASE_DIR, "docs/visibility.md").read_text()
HEAD, *ROWS = [
    [cell.strip().strip("`") for cell in line.strip("|").split("|")]
    for line in TABLE.splitlines()
    if line.startswith("| ") and not line.startswith("| ---")
]
ALLOWED = {role: {row[0]: row[HEAD.index(role)] for row in ROWS} for role in HEAD[2:]}
