"""WeChat's login for the openid of who is looking, in two steps: a code by way of the browser, the openid for it."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from . import ids
from .clock import MINUTE
from .fields import text
from .messages import Answer, as_json
from .refusal import bad_parameter
from .trades import SOMEBODY

VALID = 5 * MINUTE
SCOPES = {"snsapi_base", "snsapi_userinfo"}


def authorize(desk, request):
    """GET /connect/oauth2/authorize: back to redirect_uri with a code for the one whom the control names."""
    said = request.query
    if said.get("appid") != desk.keys.appid or said.get("response_type") != "code":
        raise bad_parameter("appid, response_type")
    if said.get("scope") not in SCOPES:
        raise bad_parameter("scope")
    back = urlsplit(text(said, "redirect_uri", 1024))
    if back.scheme not in {"http", "https"}:
        raise bad_parameter("redirect_uri")
    code = ids.letters(32)
    openid = said.get("openid") or desk.books.setting("openid", SOMEBODY)
    desk.books.add("codes", code=code, openid=openid, made_at=desk.clock.now())
    query = [*parse_qsl(back.query, keep_blank_values=True), ("code", code), ("state", said.get("state", ""))]
    return Answer(302, headers={"Location": back._replace(query=urlencode(query), fragment="").geturl()})


def access_token(desk, request):
    """GET /sns/oauth2/access_token: the openid, once for each code. Errors are answered with 200 and an errcode."""
    said = request.query
    if said.get("appid") != desk.keys.appid:
        return error(40013, "invalid appid")
    if said.get("secret") != desk.keys.app_secret:
        return error(40125, "invalid appsecret")
    if said.get("grant_type") != "authorization_code":
        return error(40002, "invalid grant_type")
    found = desk.books.one("SELECT * FROM codes WHERE code = ?", said.get("code", ""))
    desk.books.run("DELETE FROM codes WHERE code = ?", said.get("code", ""))
    if not found or desk.clock.now() > found["made_at"] + VALID:
        return error(40029, "invalid code")
    tokens = {"access_token": ids.letters(64), "expires_in": 7200, "refresh_token": ids.letters(64)}
    return as_json(200, tokens | {"openid": found["openid"], "scope": "snsapi_base"})


def error(code, message):
    return as_json(200, {"errcode": code, "errmsg": message})
