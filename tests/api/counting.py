from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries(client, path):
    """How many queries a GET of `path` asks."""
    with CaptureQueriesContext(connection) as found:
        assert client.get(path).status_code == 200
    return len(found)
