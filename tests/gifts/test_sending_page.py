"""送给朋友: occasions, words to start from, covers, for whom, the rules."""

import re

import pytest
from django.conf import settings
from django.utils.translation import override

from gifts import greetings
from gifts.covers import Cover
from gifts.models import Gift
from shops.occasions import Occasion

pytestmark = pytest.mark.django_db


@pytest.fixture
def mei(client, world):
    client.force_login(world.mei)
    return client


@pytest.fixture
def page(mei, world):
    """`page(occasion="moon")`: the page as text."""

    def get(**query):
        answer = mei.get("/send/", {"variant": world.variant().pk} | query)
        assert answer.status_code == 200
        return answer.content.decode()

    return get


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_occasion_has_words_that_may_be_sent_as_they_are(language):
    assert set(greetings.GREETINGS) == set(Occasion)
    with override(language):
        for occasion, words in greetings.suggestions():
            assert len(words) >= 3, occasion
            assert len(set(map(str, words))) == len(words), occasion
            for greeting in map(str, words):
                assert 0 < len(greeting) <= settings.GREETING_MAX_LENGTH, greeting
                assert greeting.isprintable()


def test_every_cover_can_be_chosen_and_is_drawn(page):
    html = page()
    for cover in Cover:
        assert f'name="cover" value="{cover}"' in html
        assert settings.BASE_DIR.joinpath("static", cover.path).exists()
    assert len(Cover) >= 13


def visible_covers(html):
    labels = re.findall(r'<label class="covers__item"[^>]*>', html)
    return [re.search(r'data-occasion="(\w*)"', label)[1] for label in labels if " hidden" not in label]


def test_an_occasion_chooses_its_cover_and_its_words_without_a_script(page):
    html = page(occasion="moon")
    assert re.search(r'value="moon"[^>]*checked', html)
    assert visible_covers(html) == ["", "moon"]
    assert re.findall(r'class="chips__item"[^>]*data-occasion="(\w*)" aria-current="true"', html) == ["moon"]
    shown = re.findall(r'<ul class="greet__words" data-occasion="(\w*)"[^>]*?(hidden)?>', html)
    assert [occasion for occasion, hidden in shown if not hidden] == ["moon"]


def test_a_suggestion_is_taken_over_without_a_script(page):
    assert (
        str(greetings.of("moon")[1])
        in re.search(r"<textarea[^>]*>([^<]*)", page(occasion="moon", words="2"))[1]
    )


@pytest.mark.parametrize("words", ["0", "99", "x", "-1", "１", "9" * 5000])
def test_a_suggestion_that_is_none_fills_nothing(page, words):
    assert not re.search(r"<textarea[^>]*>([^<]*)", page(occasion="moon", words=words))[1].strip()


@pytest.mark.parametrize("occasion", ["", "christmas", "<script>", "\x00"])
def test_an_occasion_that_is_none_shows_everything(page, occasion):
    html = page(occasion=occasion)
    assert len(visible_covers(html)) == len(Cover)
    assert "<script>&" not in html


def test_the_rules_stand_there_before_anything_is_paid(page, world):
    html = page()
    for words in ["24", "朋友看不到价格，你看不到地址"]:
        assert words in html
    assert "¥88" in html


def test_friends_are_offered_with_their_name_and_no_other_datum(page, world):
    world.accepted_gift(by="bo")
    html = page()
    assert "Bo" in html and "bo@example.com" not in html
    assert f'name="contact" value="{world.bo.pk}"' in html
    assert 'name="contact" value=""' in html


def test_what_was_chosen_stays_when_something_is_wrong(mei, world):
    variant = world.variant()
    form = {"price_fen": variant.price_fen, "greeting": "好" * 61, "cover": "moon"}
    html = mei.post(f"/send/?variant={variant.pk}&occasion=moon", form).content.decode()
    assert re.search(r'value="moon"[^>]*checked', html)
    assert "好" * 61 in html
    assert not Gift.objects.exists()


def test_the_page_asks_the_same_number_of_queries_however_many_friends(mei, world, django_assert_num_queries):
    path = f"/send/?variant={world.variant().pk}"
    for friends in [["bo"], ["lin", "chen"]]:
        for friend in friends:
            world.accepted_gift(by=friend)
        with django_assert_num_queries(
            8
        ):  # session, person, variant, product, its variants, pictures, covers, friends
            mei.get(path)
