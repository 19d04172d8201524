"""Words in pictures: where their lines break, and what is left out."""

import pytest

from giftshop.drawing import words


def test_no_line_begins_with_a_mark_or_ends_with_an_opening_one():
    text = "一二三四五，（六七八九）十；「一二三」四五六！七八九，《十》。" * 2
    for width in range(150, 640, 7):
        for line in words.wrap(text, 36, width):
            assert line[0] not in words.NO_START
            assert line[-1] not in words.NO_END


def test_a_latin_word_stays_whole():
    assert words.wrap("Happy birthday dear", 48, 240) == ["Happy", "birthday", "dear"]


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("生日快乐🎂！", "生日快乐！"),
        ("喆哥和堃", "喆哥和堃"),
        ("盐焗鸡™ 50㎏", "盐焗鸡™ 50㎏"),
        ("繁體中文", "繁體中文"),
        ("👨‍👩‍👧", ""),
        ("a\u3000b", "a b"),
    ],
)
def test_what_the_font_has_not_is_left_out_and_never_a_hollow_box(text, drawn):
    assert words.drawable(text) == drawn


def test_the_list_of_characters_is_what_the_font_has():
    hollow = words.font(40).getmask("\U0010fffd").getbbox()
    for char in "中礼爱囍é€—“喆焗㎏":
        assert char in words.glyphs()
        assert words.font(40).getmask(char).getbbox() != hollow
