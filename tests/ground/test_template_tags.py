import base64
import re
from datetime import timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

LINK = "https://shop.example/g/ABCDEFGHJKMN-secret"


def rendered(source, **context):
    with translation.override("en"):
        return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("fen", "shown"), [(8800, "¥88"), (12345678, "¥123,456.78"), (5, "¥0.05"), (0, "¥0")]
)
def test_money_is_shown_in_yuan(fen, shown):
    assert rendered("{{ fen|yuan }}", fen=fen) == shown


def test_money_that_is_kept_from_the_reader_shows_nothing():
    assert rendered("{{ gift.price|yuan }}") == ""


def test_a_code_is_shown_in_groups():
    assert rendered("{{ code|grouped }}", code="ABCDEFGHJKMN") == "ABCD EFGH JKMN"


def test_a_countdown_reads_without_javascript():
    deadline = timezone.now() + timedelta(hours=23, minutes=59, seconds=30)
    html = rendered("{% countdown deadline %}", deadline=deadline)
    assert re.search(r"23:59:(29|30)", html)
    assert "23 h 59 min left" in html
    assert f'data-deadline="{timezone.localtime(deadline).isoformat()}"' in html


def test_a_countdown_that_is_over_says_so():
    html = rendered("{% countdown deadline %}", deadline=timezone.now() - timedelta(seconds=1))
    assert ">Time is up<" in html and "0:00:00" not in html


def test_a_qr_code_is_part_of_the_page_and_has_a_text():
    html = rendered("{% qr link %}", link=LINK)
    picture = re.search(r'src="data:image/svg\+xml;base64,([^"]+)"', html)[1]
    assert base64.b64decode(picture).startswith(b"<svg")
    assert 'alt="QR code of the link"' in html
    assert "secret" not in html
