import pytest

from shops.models import SearchPhrase
from shops.search.suggestions import MOST, suggest

CASES = {
    "龙": "龙井",
    "yaog": "腰果",
    "yg": "腰果",
    "qiaok": "巧克力",
    "巧k": "巧克力",
    "LONGJ": "龙井",
    "茶语": "茶语小铺",
    "songshu": "松鼠果园",
    "ssgy": "松鼠果园",
    "鲜花": "鲜花",
    "nuts": "nuts & snacks",
    "cash": "cashew",
    "ｋｅｔ": "kettle",
}


@pytest.mark.parametrize("typed", CASES)
def test_what_begins_like_that_is_suggested(catalogue, typed):
    assert CASES[typed] in suggest(typed)


@pytest.mark.parametrize("typed", ["y", "l", "茶", "s"])
def test_there_are_never_more_than_eight_and_none_twice(catalogue, typed):
    phrases = suggest(typed)
    assert 0 < len(phrases) <= MOST
    assert len(set(phrases)) == len(phrases)


def test_what_more_products_have_comes_first(catalogue):
    phrases = suggest("hu")
    uses = dict(SearchPhrase.objects.values_list("phrase", "uses"))
    assert uses["花束"] == 4
    assert [uses[phrase] for phrase in phrases] == sorted((uses[phrase] for phrase in phrases), reverse=True)


@pytest.mark.parametrize("typed", ["", " ", "!!", "\0", "%", "_", "zzzz"])
def test_nothing_is_suggested_for_nothing(catalogue, typed):
    assert suggest(typed) == []
