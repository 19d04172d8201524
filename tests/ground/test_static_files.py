"""A file that a page names and nobody ships is a broken page in production, where the manifest is asked."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

PLACES = [Path(settings.BASE_DIR, "templates"), *Path(settings.BASE_DIR).glob("*/templates")]
NAMED = re.compile(r"""\{% static ['"]([^'"]+)['"] %\}""")
FILES = {
    name for place in PLACES for path in place.rglob("*.html") for name in NAMED.findall(path.read_text())
}


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_file_that_a_template_names_is_there(name):
    found = finders.find(name)
    assert found and Path(found).is_file()
