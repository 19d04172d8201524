import shutil
import tempfile
from pathlib import Path

import pytest


@pytest.fixture
def folder():
    """Unlike `tmp_path`, open to the account that runs the servers for root."""
    path = Path(tempfile.mkdtemp(prefix="giftshop test ", dir="/tmp"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path)
