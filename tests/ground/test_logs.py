import logging

import pytest
from django.test import Client

from gifts import links
from giftshop.logs import CutSecrets


@pytest.mark.parametrize(
    "path",
    [
        "/g/ABCDEFGHJKMN-aaaaBBBBcccc1111____-222",
        "/g/r/ABCDEFGHJKMN-aaaaBBBBcccc1111____-222",
        "/sandbox/cashier/aaaaBBBBcccc1111",
        "/sandbox/transfer/aaaaBBBBcccc1111:222",
        "/account/password/reset/key/1-cwxyz-0123456789/",
        "/staff/invitation/aaaaBBBBcccc1111____-222",
        "/share/invitation/17-aaaaBBBBcccc1111____-222",
    ],
)
def test_a_secret_in_a_path_is_cut(path):
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", (path,), None)
    assert CutSecrets().filter(record)
    line = record.getMessage()
    assert "…" in line
    assert not any(part in line for part in ["aaaa", "222", "cwxyz"])


def test_a_live_link_does_not_reach_the_log_when_the_visitor_is_refused(world, settings, caplog):
    settings.LINK_RATE = "1/m"
    gift = world.sent_gift()
    link = f"/g/{gift.code}-{links.token(gift)}"
    client = Client()
    assert [client.get(link).status_code for _ in range(2)] == [302, 429]
    assert f"Too Many Requests: /g/{gift.code}-…" in caplog.text
    assert links.token(gift) not in caplog.text
