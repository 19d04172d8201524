"""What the figures were measured on."""

import os
import platform

from django.db import connection

DURABILITY = ["fsync", "synchronous_commit", "full_page_writes"]


def durability():
    """The settings as the server itself tells them."""
    return {name: _show(name) for name in DURABILITY}


def facts():
    return {
        "cores": os.cpu_count(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "postgresql": _show("server_version"),
        "shared_buffers": _show("shared_buffers"),
    }


def _show(name):
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return cursor.fetchone()[0]
