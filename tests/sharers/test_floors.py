"""The apps below do not know sharers: neither their code nor their tables."""

import subprocess
import sys
from pathlib import Path

from django.apps import apps
from django.conf import settings

BELOW = ["giftshop", "accounts", "shops", "payments", "orders", "gifts"]


def test_no_table_below_points_at_sharers():
    for label in BELOW:
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.get_fields():
                if field.is_relation and field.concrete:
                    assert field.related_model._meta.app_label != "sharers", field


def test_imports_keep_to_the_floors():
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
