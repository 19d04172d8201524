"""分享图: the share picture."""

from datetime import timedelta
from io import BytesIO

import pytest
import zxingcpp
from django.test import Client
from django.utils.translation import override
from PIL import Image

from gifts import card, links
from gifts.covers import Cover
from gifts.models import Gift
from giftshop.clock import db_now
from giftshop.drawing import words
from tests.conftest import FULL

LONG = (
    "愿你新的一岁，天天都有开心事；愿所有的努力，都开花结果。"
    "山高路远，看世界，也找自己，记得常回家看看，我们等你回来。"
)
GREETINGS = [
    "好" * 60,
    LONG,
    "W" * 60,
    "Happy birthday to you, my dear old friend, and many more!",
    "🎂🎂🎂",
    "生日快乐🎂，笑口常开😀",
    "한국어로 쓴 말",
    "<b>&amp;\"'",
    "𠮷野家",
]


def picture(gift):
    image = Image.open(BytesIO(card.draw(gift)))
    image.load()
    return image


@pytest.fixture
def mei(client, world):
    client.force_login(world.mei)
    return client


def test_the_giver_gets_a_picture_whose_code_is_the_link(mei, world):
    gift = world.sent_gift(greeting="生日快乐", cover="birthday")
    answer = mei.get(f"/gifts/{gift.code}/card.png")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert answer.headers["Cache-Control"] == "no-store"
    image = Image.open(BytesIO(answer.content))
    assert (image.format, image.size) == ("PNG", (750, 1000))
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [links.public_url(gift)]


def test_nobody_else_gets_it_and_nobody_after_the_gift_is_gone(mei, world):
    gift = world.sent_gift()
    path = f"/gifts/{gift.code}/card.png"
    assert "login" in Client().get(path).headers["Location"]
    other = Client()
    other.force_login(world.bo)
    assert other.get(path).status_code == 404
    Gift.objects.filter(pk=gift.pk).update(deadline_at=db_now() - timedelta(seconds=1))
    assert mei.get(path).status_code == 410
    assert mei.get(f"/gifts/{world.accepted_gift().code}/card.png").status_code == 410
    assert mei.get(f"/gifts/{world.unpaid_gift().code}/card.png").status_code == 409


def test_it_says_who_and_what_but_never_a_price(world):
    gift = world.sent_gift(greeting="春茶一罐，愿你安好")
    svg = card.render(gift)
    assert "春茶一罐" in svg and "Mei" in svg
    assert "¥" not in svg and "8800" not in svg and world.mei.email not in svg


@pytest.mark.parametrize("greeting", GREETINGS)
def test_every_greeting_can_be_drawn(world, greeting):
    assert picture(world.sent_gift(greeting=greeting)).size == (750, 1000)


@pytest.mark.parametrize("cover", Cover if FULL else ["classic", "moon", "well"])
def test_every_cover_can_be_drawn(world, cover):
    gift = world.sent_gift(cover=cover)
    plain = picture(gift).crop((190, 270, 560, 530)).convert("L")
    assert len(plain.getcolors(100_000)) > 20, "nothing was drawn on the box"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_line_of_it_fits_its_width(world, language):
    with override(language):
        content = card.content(world.sent_gift())
    assert words.font(33).getlength(max(content["steps"], key=words.font(33).getlength)) <= 400
    assert words.font(23).getlength(content["hint"]) <= 400


@pytest.mark.parametrize(
    "text",
    [LONG, "好" * 60, "Happy birthday! May every day of it bring a smile and more.", "A" * 60, "短"],
)
def test_lines_are_as_wide_as_the_card_allows_and_lose_nothing(text):
    size, lines = card.set_greeting(text)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(words.font(size).getlength(line) <= card.WIDTH for line in lines)
