"""An openid for a code."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.emulator.browsing import http


def authorize(wechat, **other):
    said = {"appid": wechat.keys.appid, "redirect_uri": "http://shop.example/back?next=%2F", "state": "s1"}
    said |= {"response_type": "code", "scope": "snsapi_base"} | other
    return http.get(wechat.url + "/connect/oauth2/authorize", params=said)


def token(wechat, code, **other):
    said = {"appid": wechat.keys.appid, "secret": wechat.keys.app_secret, "code": code}
    said |= {"grant_type": "authorization_code"} | other
    return http.get(wechat.url + "/sns/oauth2/access_token", params=said).json()


def code_of(answer):
    assert answer.status_code == 302
    return parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]


def test_the_browser_comes_back_with_a_code_and_the_state(wechat):
    back = urlsplit(authorize(wechat).headers["Location"])
    assert back.netloc == "shop.example"
    said = parse_qs(back.query)
    assert (said["next"], said["state"]) == (["/"], ["s1"])


def test_the_openid_is_the_one_that_the_control_names(wechat):
    wechat.control.openid("oMei")
    assert token(wechat, code_of(authorize(wechat)))["openid"] == "oMei"
    assert token(wechat, code_of(authorize(wechat, openid="oBo")))["openid"] == "oBo"


def test_a_code_is_good_once_and_for_five_minutes(wechat):
    code = code_of(authorize(wechat))
    assert "openid" in token(wechat, code)
    assert token(wechat, code)["errcode"] == 40029
    late = code_of(authorize(wechat))
    wechat.control.advance(301)
    assert token(wechat, late)["errcode"] == 40029


@pytest.mark.parametrize(
    ("wrong", "errcode"), [({"appid": "wx"}, 40013), ({"secret": "x"}, 40125), ({"grant_type": "x"}, 40002)]
)
def test_who_asks_must_be_the_shop(wechat, wrong, errcode):
    assert token(wechat, code_of(authorize(wechat)), **wrong)["errcode"] == errcode


@pytest.mark.parametrize(
    "wrong", [{"appid": "wx"}, {"scope": "all"}, {"response_type": "token"}, {"redirect_uri": "javascript:1"}]
)
def test_a_wrong_way_in_is_refused(wechat, wrong):
    assert authorize(wechat, **wrong).status_code == 400
